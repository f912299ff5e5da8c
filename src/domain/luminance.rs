//! How light a colour is to the eye, in whole numbers, to choose black or white text on it. The table is the linear
//! light of each of the 256 steps of an sRGB channel, which needs a power that whole numbers do not have. Source: WCAG
//! 2.2, definitions of relative luminance and contrast ratio.

/// Linear light of each step of a channel, in 65535ths.
const LINEAR: [u32; 256] = [
    0, 20, 40, 60, 80, 99, 119, 139, 159, 179, 199, 219, 241, 264, 288, 313, 340, 367, 396, 427, 458, 491, 526, 562,
    599, 637, 677, 718, 761, 805, 851, 898, 947, 997, 1048, 1101, 1156, 1212, 1270, 1330, 1391, 1453, 1517, 1583, 1651,
    1720, 1790, 1863, 1937, 2013, 2090, 2170, 2250, 2333, 2418, 2504, 2592, 2681, 2773, 2866, 2961, 3058, 3157, 3258,
    3360, 3464, 3570, 3678, 3788, 3900, 4014, 4129, 4247, 4366, 4488, 4611, 4736, 4864, 4993, 5124, 5257, 5392, 5530,
    5669, 5810, 5953, 6099, 6246, 6395, 6547, 6700, 6856, 7014, 7174, 7335, 7500, 7666, 7834, 8004, 8177, 8352, 8528,
    8708, 8889, 9072, 9258, 9445, 9635, 9828, 10022, 10219, 10417, 10619, 10822, 11028, 11235, 11446, 11658, 11873,
    12090, 12309, 12530, 12754, 12980, 13209, 13440, 13673, 13909, 14146, 14387, 14629, 14874, 15122, 15371, 15623,
    15878, 16135, 16394, 16656, 16920, 17187, 17456, 17727, 18001, 18277, 18556, 18837, 19121, 19407, 19696, 19987,
    20281, 20577, 20876, 21177, 21481, 21787, 22096, 22407, 22721, 23038, 23357, 23678, 24002, 24329, 24658, 24990,
    25325, 25662, 26001, 26344, 26688, 27036, 27386, 27739, 28094, 28452, 28813, 29176, 29542, 29911, 30282, 30656,
    31033, 31412, 31794, 32179, 32567, 32957, 33350, 33745, 34143, 34544, 34948, 35355, 35764, 36176, 36591, 37008,
    37429, 37852, 38278, 38706, 39138, 39572, 40009, 40449, 40891, 41337, 41785, 42236, 42690, 43147, 43606, 44069,
    44534, 45002, 45473, 45947, 46423, 46903, 47385, 47871, 48359, 48850, 49344, 49841, 50341, 50844, 51349, 51858,
    52369, 52884, 53401, 53921, 54445, 54971, 55500, 56032, 56567, 57105, 57646, 58190, 58737, 59287, 59840, 60396,
    60955, 61517, 62082, 62650, 63221, 63795, 64372, 64952, 65535,
];

/// The light of white: the three weights add up to 10,000, each over 65,535.
const WHITE: u64 = 10_000 * 65_535;

/// The relative luminance of a colour given as `0xRRGGBB`, from 0 for black to [`WHITE`].
pub(super) fn luminance(rgb: u32) -> u64 {
    let [_, red, green, blue] = rgb.to_be_bytes();
    let light = |channel: u8| {
        let step = LINEAR.get(usize::from(channel));
        u64::from(step.copied().unwrap_or_default())
    };
    2126 * light(red) + 7152 * light(green) + 722 * light(blue)
}

/// The contrast of two colours in hundredths: 450 is 4.5 to 1, rounded down.
pub(super) fn contrast(one: u32, other: u32) -> u64 {
    let (one, other) = (luminance(one), luminance(other));
    let flare = WHITE / 20;
    (one.max(other) + flare) * 100 / (one.min(other) + flare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_contrasts_come_out() {
        assert_eq!(contrast(0x00_00_00, 0xFF_FF_FF), 2100);
        // The lightest grey that passes on white, and one step more.
        assert!(contrast(0x76_76_76, 0xFF_FF_FF) >= 450);
        assert!(contrast(0x77_77_77, 0xFF_FF_FF) < 450);
        assert_eq!(contrast(0xFF_00_00, 0xFF_FF_FF), 399);
        assert_eq!(contrast(0x00_00_FF, 0xFF_FF_FF), 859);
    }

    #[test]
    fn a_lighter_step_has_more_light() {
        assert!(LINEAR.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!((LINEAR[0], LINEAR[255]), (0, 65_535));
    }
}
