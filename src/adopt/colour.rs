//! What a fill is called: red, amber, green, blue, purple or grey. Shades and pastels go by their hue.

/// The name of a colour of `0xRRGGBB`; nothing of white and black and what is nearly either.
pub(super) fn name_of(colour: u32) -> Option<&'static str> {
    let part = |shift: u32| i32::from(u8::try_from(colour >> shift & 0xFF).unwrap_or_default());
    let (red, green, blue) = (part(16), part(8), part(0));
    let most = red.max(green).max(blue);
    let least = red.min(green).min(blue);
    let spread = most - least;
    if spread < 24 {
        return ((0x60..=0xE4).contains(&most)).then_some("grey");
    }
    // The hue in degrees, in whole numbers, so that it is the same everywhere.
    let hue = if most == red {
        (green - blue) * 60 / spread
    } else if most == green {
        120 + (blue - red) * 60 / spread
    } else {
        240 + (red - green) * 60 / spread
    };
    let hue = hue.rem_euclid(360);
    Some(match hue {
        0..=19 | 340..=359 => "red",
        // Orange too is said for amber.
        20..=69 => "amber",
        70..=175 => "green",
        176..=255 => "blue",
        _ => "purple",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fills_that_trackers_have_are_called_as_people_call_them() {
        for (colour, name) in [
            (0xFF_00_00, "red"),
            (0xC0_00_00, "red"),
            (0xF8_CB_AD, "amber"),
            (0xFF_C7_CE, "red"),
            (0xFF_C0_00, "amber"),
            (0xFF_FF_00, "amber"),
            (0xFF_EB_9C, "amber"),
            (0x00_B0_50, "green"),
            (0x92_D0_50, "green"),
            (0xC6_EF_CE, "green"),
            (0x00_70_C0, "blue"),
            (0xBF_BF_BF, "grey"),
            (0x70_30_A0, "purple"),
        ] {
            assert_eq!(name_of(colour), Some(name), "{colour:06X}");
        }
        assert_eq!(name_of(0xFF_FF_FF), None);
        assert_eq!(name_of(0xF2_F2_F2), None);
        assert_eq!(name_of(0), None);
    }
}
