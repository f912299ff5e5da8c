//! Decimals wide enough to compare products of two of them without losing a digit. A rating on the edge of a band must
//! not depend on how a division was rounded, so bands are compared by multiplying out; the product of two numbers of 28
//! digits does not fit any built-in type. Figures that people type do fit one, so that is tried first; sixteen limbs of
//! 32 bits hold the rest. Only what that comparison needs is here.

use std::cmp::Ordering;

use rust_decimal::Decimal;

const LIMBS: usize = 16;
/// How many of them the digits of a [`Decimal`] can fill.
const LIMBS_OF_DECIMAL: usize = 4;

/// A signed decimal of up to 512 bits: enough for the difference of two [`Decimal`]s times a third, on any scale they
/// can have.
#[derive(Debug, Clone)]
pub(super) enum Exact {
    /// All digits, and how many of them stand after the point.
    Narrow(i128, u32),
    Wide(Box<Wide>),
}

#[derive(Debug, Clone)]
pub(super) struct Wide {
    negative: bool,
    /// Least significant limb first.
    magnitude: [u32; LIMBS],
    /// How many digits stand after the point.
    scale: u32,
}

impl Exact {
    pub(super) const ZERO: Self = Self::Narrow(0, 0);

    pub(super) fn minus(&self, other: &Self) -> Self {
        match self.beside(other).and_then(|(a, b, scale)| Some(Self::Narrow(a.checked_sub(b)?, scale))) {
            Some(narrow) => narrow,
            None => Self::Wide(Box::new(self.widened().minus(&other.widened()))),
        }
    }

    pub(super) fn times(&self, factor: Decimal) -> Self {
        if let Self::Narrow(digits, scale) = self
            && let Some(product) = digits.checked_mul(factor.mantissa())
        {
            return Self::Narrow(product, scale + factor.scale());
        }
        Self::Wide(Box::new(self.widened().times(factor)))
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        match self.beside(other) {
            Some((a, b, _)) => a.cmp(&b),
            None => self.widened().minus(&other.widened()).sign(),
        }
    }

    /// The digits of both with as many after the point, where both are narrow and stay so.
    fn beside(&self, other: &Self) -> Option<(i128, i128, u32)> {
        let (Self::Narrow(a, of_a), Self::Narrow(b, of_b)) = (self, other) else { return None };
        let scale = *of_a.max(of_b);
        let raised = |digits: i128, from: u32| digits.checked_mul(10_i128.checked_pow(scale - from)?);
        Some((raised(*a, *of_a)?, raised(*b, *of_b)?, scale))
    }

    fn widened(&self) -> Wide {
        match self {
            Self::Narrow(digits, scale) => {
                Wide { negative: digits.is_negative(), magnitude: limbs(digits.unsigned_abs()), scale: *scale }
            }
            Self::Wide(wide) => (**wide).clone(),
        }
    }
}

impl Wide {
    fn minus(&self, other: &Self) -> Self {
        let scale = self.scale.max(other.scale);
        let (a, b) = (self.raised_to(scale), other.raised_to(scale));
        let (negative, magnitude) = if self.negative == other.negative {
            match compare(&a, &b) {
                Ordering::Less => (!self.negative, subtract(&b, &a)),
                Ordering::Equal | Ordering::Greater => (self.negative, subtract(&a, &b)),
            }
        } else {
            (self.negative, add(&a, &b))
        };
        Self { negative, magnitude, scale }
    }

    fn times(&self, factor: Decimal) -> Self {
        let mut magnitude = [0; LIMBS];
        for limb in limbs(factor.mantissa().unsigned_abs()).iter().take(LIMBS_OF_DECIMAL).rev() {
            // One limb up, which is times 2³²; the topmost is still empty.
            magnitude.rotate_right(1);
            magnitude = add(&magnitude, &scaled(&self.magnitude, *limb));
        }
        Self { negative: self.negative != factor.is_sign_negative(), magnitude, scale: self.scale + factor.scale() }
    }

    fn sign(&self) -> Ordering {
        if self.magnitude == [0; LIMBS] {
            Ordering::Equal
        } else if self.negative {
            Ordering::Less
        } else {
            Ordering::Greater
        }
    }

    fn raised_to(&self, scale: u32) -> [u32; LIMBS] {
        (self.scale..scale).fold(self.magnitude, |magnitude, _| scaled(&magnitude, 10))
    }
}

impl From<Decimal> for Exact {
    fn from(value: Decimal) -> Self {
        Self::Narrow(value.mantissa(), value.scale())
    }
}

fn limbs(number: u128) -> [u32; LIMBS] {
    let mut rest = number;
    [(); LIMBS].map(|()| {
        let limb = low(rest);
        rest >>= 32;
        limb
    })
}

fn low(number: u128) -> u32 {
    u32::try_from(number & u128::from(u32::MAX)).unwrap_or_default()
}

fn add(a: &[u32; LIMBS], b: &[u32; LIMBS]) -> [u32; LIMBS] {
    let mut others = b.iter();
    let mut carry = 0_u128;
    a.map(|limb| {
        let sum = u128::from(limb) + u128::from(others.next().copied().unwrap_or_default()) + carry;
        carry = sum >> 32;
        low(sum)
    })
}

/// The difference of two magnitudes, the first not the smaller.
fn subtract(a: &[u32; LIMBS], b: &[u32; LIMBS]) -> [u32; LIMBS] {
    let mut others = b.iter();
    let mut borrowed = false;
    a.map(|limb| {
        let other = others.next().copied().unwrap_or_default();
        let (once, first) = limb.overflowing_sub(other);
        let (twice, second) = once.overflowing_sub(u32::from(borrowed));
        borrowed = first || second;
        twice
    })
}

fn scaled(a: &[u32; LIMBS], by: u32) -> [u32; LIMBS] {
    let mut carry = 0_u128;
    a.map(|limb| {
        let product = u128::from(limb) * u128::from(by) + carry;
        carry = product >> 32;
        low(product)
    })
}

fn compare(a: &[u32; LIMBS], b: &[u32; LIMBS]) -> Ordering {
    a.iter().rev().cmp(b.iter().rev())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_largest_products_still_tell_one_digit() {
        let top = Exact::from(Decimal::MAX).times(Decimal::MAX);
        let least = Exact::from(Decimal::new(1, 28)).times(Decimal::new(1, 28));
        assert_eq!(top.minus(&least).compare(&top), Ordering::Less);
        assert_eq!(top.compare(&top), Ordering::Equal);
        assert_eq!(Exact::ZERO.minus(&top).compare(&least), Ordering::Less);
    }

    #[test]
    fn nought_has_no_sign() {
        let minus_nought = Exact::from(Decimal::ZERO).times(Decimal::NEGATIVE_ONE);
        assert_eq!(minus_nought.compare(&Exact::ZERO), Ordering::Equal);
    }

    fn decimal() -> impl Strategy<Value = Decimal> {
        let digits = prop_oneof![any::<i64>().prop_map(i128::from), -(1_i128 << 95)..(1_i128 << 95)];
        (digits, 0..=28_u32).prop_map(|(digits, scale)| Decimal::from_i128_with_scale(digits, scale))
    }

    proptest! {
        #[test]
        fn what_is_worked_out_narrow_is_what_is_worked_out_wide(a in decimal(), b in decimal(), c in decimal(), d in decimal()) {
            let wide = |value: Decimal| Exact::Wide(Box::new(Exact::from(value).widened()));
            let narrow = Exact::from(a).minus(&b.into()).times(c);
            let other = wide(a).minus(&wide(b)).times(c);
            prop_assert_eq!(narrow.compare(&other), Ordering::Equal);
            prop_assert_eq!(narrow.compare(&d.into()), other.compare(&wide(d)));
            prop_assert_eq!(Exact::from(d).compare(&narrow), wide(d).compare(&other));
        }

        #[test]
        fn it_agrees_with_whole_number_arithmetic(a in any::<i32>(), b in any::<i32>(), c in any::<i32>(), d in any::<i32>()) {
            let exact = Exact::from(Decimal::from(a)).minus(&Decimal::from(b).into()).times(c.into());
            let expected = (i128::from(a) - i128::from(b)) * i128::from(c);
            prop_assert_eq!(exact.compare(&Decimal::from(d).into()), expected.cmp(&i128::from(d)));
        }

        #[test]
        fn order_is_that_of_decimals(a in any::<i64>(), b in any::<i64>(), one in 0..=28_u32, other in 0..=28_u32) {
            let (a, b) = (Decimal::new(a, one), Decimal::new(b, other));
            prop_assert_eq!(Exact::from(a).compare(&b.into()), a.cmp(&b));
        }
    }
}
