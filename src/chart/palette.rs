//! The colours: one list of tokens with their light, dark and high-contrast value, from which the page's style sheet
//! is written. Charts and pages name tokens and never a colour.
//!
//! Dark values apply on screens only, so that a reader who prefers dark still prints dark ink on white paper.

/// A colour by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Token {
    /// Background of page and chart.
    Paper,
    /// Running text, axis and zero lines.
    Text,
    /// Text of second rank.
    Muted,
    /// Links.
    Link,
    /// Gridlines and hairlines; decoration only, carries no meaning.
    Grid,
    /// Background of the reader's own row.
    Band,
    /// Answer "strongly disagree".
    StronglyDisagree,
    /// Answer "disagree".
    Disagree,
    /// Answer "neither".
    Neither,
    /// Answer "agree".
    Agree,
    /// Answer "strongly agree".
    StronglyAgree,
    /// Outline of [`Token::Disagree`], which alone is too light to be seen by everyone.
    DisagreeEdge,
    /// Outline of [`Token::Neither`].
    NeitherEdge,
    /// Outline of [`Token::Agree`].
    AgreeEdge,
    /// Text on [`Token::StronglyDisagree`].
    OnStronglyDisagree,
    /// Text on [`Token::Disagree`].
    OnDisagree,
    /// Text on [`Token::Neither`].
    OnNeither,
    /// Text on [`Token::Agree`].
    OnAgree,
    /// Text on [`Token::StronglyAgree`].
    OnStronglyAgree,
    /// Mark of a unit higher than the reference.
    Higher,
    /// Mark of a unit similar to the reference.
    Similar,
    /// Mark of a unit lower than the reference.
    Lower,
    /// First of two categories, and the reader's own mark.
    FirstCategory,
    /// Second of two categories.
    SecondCategory,
    /// Third category, only if forced.
    ThirdCategory,
    /// Fourth category, only if forced; also marks that stay in the background.
    FourthCategory,
    /// Lowest of four steps of a heat grid.
    Heat1,
    /// Second of four steps.
    Heat2,
    /// Third of four steps.
    Heat3,
    /// Highest of four steps.
    Heat4,
    /// Text on [`Token::Heat1`].
    OnHeat1,
    /// Text on [`Token::Heat2`].
    OnHeat2,
    /// Text on [`Token::Heat3`].
    OnHeat3,
    /// Text on [`Token::Heat4`].
    OnHeat4,
    /// Focus ring.
    Focus,
    /// Text and inner line of the focus ring.
    FocusInk,
}

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Swatch {
    /// What it is for.
    pub token: Token,
    /// Its name in the style sheet: `--name`, `.f-name`, `.k-name`.
    pub name: &'static str,
    /// Colour on light paper and in print, `0xRRGGBB`.
    pub light: u32,
    /// Colour on a dark screen, `0xRRGGBB`.
    pub dark: u32,
    /// System colour where the reader has chosen a contrast theme.
    pub forced: &'static str,
}

const fn swatch(token: Token, name: &'static str, light: u32, dark: u32, forced: &'static str) -> Swatch {
    Swatch { token, name, light, dark, forced }
}

/// Every token, in the order of [`Token`].
pub static SWATCHES: [Swatch; 36] = [
    swatch(Token::Paper, "paper", 0xFF_FF_FF, 0x14_18_1D, "Canvas"),
    swatch(Token::Text, "text", 0x0B_0C_0C, 0xE6_E9_EC, "CanvasText"),
    swatch(Token::Muted, "muted", 0x50_5A_5F, 0xA9_B2_BC, "CanvasText"),
    swatch(Token::Link, "link", 0x1D_5E_A8, 0x8F_C5_F7, "LinkText"),
    swatch(Token::Grid, "grid", 0xD8_DC_E0, 0x39_42_4C, "GrayText"),
    swatch(Token::Band, "band", 0xE8_EE_F4, 0x22_30_3D, "Canvas"),
    swatch(Token::StronglyDisagree, "sd", 0x8A_3B_12, 0xFF_B2_7A, "CanvasText"),
    swatch(Token::Disagree, "d", 0xEF_A0_68, 0xA2_53_1F, "Canvas"),
    swatch(Token::Neither, "n", 0xD5_D8_DB, 0x64_6D_79, "Canvas"),
    swatch(Token::Agree, "a", 0x79_AE_DD, 0x2C_6C_A8, "Canvas"),
    swatch(Token::StronglyAgree, "sa", 0x12_43_6D, 0x9C_CB_F7, "CanvasText"),
    swatch(Token::DisagreeEdge, "d-edge", 0x8A_3B_12, 0xFF_B2_7A, "CanvasText"),
    swatch(Token::NeitherEdge, "n-edge", 0x50_5A_5F, 0xA9_B2_BC, "CanvasText"),
    swatch(Token::AgreeEdge, "a-edge", 0x12_43_6D, 0x9C_CB_F7, "CanvasText"),
    swatch(Token::OnStronglyDisagree, "on-sd", 0xFF_FF_FF, 0x0B_0C_0C, "Canvas"),
    swatch(Token::OnDisagree, "on-d", 0x0B_0C_0C, 0xFF_FF_FF, "CanvasText"),
    swatch(Token::OnNeither, "on-n", 0x0B_0C_0C, 0xFF_FF_FF, "CanvasText"),
    swatch(Token::OnAgree, "on-a", 0x0B_0C_0C, 0xFF_FF_FF, "CanvasText"),
    swatch(Token::OnStronglyAgree, "on-sa", 0xFF_FF_FF, 0x0B_0C_0C, "Canvas"),
    swatch(Token::Higher, "hi", 0x12_43_6D, 0x8F_C5_F7, "CanvasText"),
    swatch(Token::Similar, "sim", 0x5B_64_70, 0xA6_AD_B5, "CanvasText"),
    swatch(Token::Lower, "lo", 0xB3_47_00, 0xFF_9F_5A, "CanvasText"),
    swatch(Token::FirstCategory, "c1", 0x12_43_6D, 0x9C_CB_F7, "Highlight"),
    swatch(Token::SecondCategory, "c2", 0xD0_59_0F, 0xE8_79_2E, "CanvasText"),
    swatch(Token::ThirdCategory, "c3", 0x8A_5F_C4, 0xB7_9A_E6, "CanvasText"),
    swatch(Token::FourthCategory, "c4", 0x6F_77_7B, 0x8A_93_9C, "GrayText"),
    swatch(Token::Heat1, "h1", 0xE6_EE_F6, 0x1F_2C_38, "Canvas"),
    swatch(Token::Heat2, "h2", 0xA9_CB_EA, 0x2B_53_78, "Canvas"),
    swatch(Token::Heat3, "h3", 0x3F_85_C6, 0x5C_9B_D6, "Canvas"),
    swatch(Token::Heat4, "h4", 0x12_43_6D, 0xC3_E0_FB, "Canvas"),
    swatch(Token::OnHeat1, "on-h1", 0x0B_0C_0C, 0xE6_E9_EC, "CanvasText"),
    swatch(Token::OnHeat2, "on-h2", 0x0B_0C_0C, 0xE6_E9_EC, "CanvasText"),
    swatch(Token::OnHeat3, "on-h3", 0x0B_0C_0C, 0x0B_0C_0C, "CanvasText"),
    swatch(Token::OnHeat4, "on-h4", 0xFF_FF_FF, 0x0B_0C_0C, "CanvasText"),
    swatch(Token::Focus, "focus", 0xFF_DD_00, 0xFF_DD_00, "Highlight"),
    swatch(Token::FocusInk, "focus-ink", 0x0B_0C_0C, 0x0B_0C_0C, "HighlightText"),
];

/// Tokens that the page's own rules use and drawings never do.
const PAGE_ONLY: [Token; 11] = [
    Token::Link,
    Token::Heat1,
    Token::Heat2,
    Token::Heat3,
    Token::Heat4,
    Token::OnHeat1,
    Token::OnHeat2,
    Token::OnHeat3,
    Token::OnHeat4,
    Token::Focus,
    Token::FocusInk,
];

impl Token {
    /// What the token looks like.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "the list is in the order of the enum, which a test holds")]
    pub fn swatch(self) -> &'static Swatch {
        &SWATCHES[self as usize]
    }

    /// The colour that stands for this token between plotters and the backend, which turns it back into a token.
    /// Real colours would not do: several tokens share one.
    pub(super) fn stand_in(self) -> (u8, u8, u8) {
        (0xF0, 0x0D, self as u8)
    }

    /// The token that a stand-in colour means, if it means one.
    pub(super) fn from_stand_in((red, green, place): (u8, u8, u8)) -> Option<Self> {
        let swatch = SWATCHES.get(usize::from(place))?;
        ((red, green) == (0xF0, 0x0D)).then_some(swatch.token)
    }
}

/// The colours as a style sheet: custom properties for light, dark and contrast themes, and per token the classes
/// `.f-name` (fill) and `.k-name` (stroke) that drawings carry.
///
/// In contrast themes every token becomes a system colour, so drawings opt out of the browser's own adjustment, which
/// would recolour texts and leave the bars under them.
#[must_use]
pub fn css() -> String {
    let mut css = String::from(":root{");
    for (at, swatch) in SWATCHES.iter().enumerate() {
        match namesake(at) {
            Some(first) => property(&mut css, swatch.name, &format!("var(--{})", first.name)),
            None => property(&mut css, swatch.name, &hex(swatch.light)),
        }
    }
    let first_of_their_look = || SWATCHES.iter().enumerate().filter(|(at, _)| namesake(*at).is_none());
    css.push_str("}\n@media screen and (prefers-color-scheme:dark){:root{");
    for (_, swatch) in first_of_their_look().filter(|(_, swatch)| swatch.dark != swatch.light) {
        property(&mut css, swatch.name, &hex(swatch.dark));
    }
    css.push_str("}}\n@media (forced-colors:active){:root{");
    for (_, swatch) in first_of_their_look() {
        property(&mut css, swatch.name, swatch.forced);
    }
    css.push_str("}svg.chart{forced-color-adjust:none}}\n");
    for Swatch { name, .. } in SWATCHES.into_iter().filter(|swatch| !PAGE_ONLY.contains(&swatch.token)) {
        // Edges are only ever drawn, and what stands on a colour only ever filled.
        if !name.ends_with("-edge") {
            css.extend([".f-", name, "{fill:var(--", name, ")}"]);
        }
        if !name.starts_with("on-") {
            css.extend([".k-", name, "{stroke:var(--", name, ")}"]);
        }
    }
    css.push('\n');
    css
}

/// The first swatch before this one that looks like it in every theme.
fn namesake(at: usize) -> Option<&'static Swatch> {
    let own = SWATCHES.get(at)?;
    let alike = |other: &&Swatch| (other.light, other.dark, other.forced) == (own.light, own.dark, own.forced);
    SWATCHES.iter().take(at).find(alike)
}

/// A colour as a style sheet has it, in three digits where they say the same.
fn hex(colour: u32) -> String {
    let six = format!("{colour:06X}");
    let [_, channels @ ..] = colour.to_be_bytes();
    if channels.iter().all(|channel| channel >> 4 == channel & 0xF) {
        let short: String = channels.iter().map(|channel| format!("{:X}", channel & 0xF)).collect();
        return format!("#{short}");
    }
    format!("#{six}")
}

fn property(css: &mut String, name: &str, value: &str) {
    for part in ["--", name, ":", value, ";"] {
        css.push_str(part);
    }
}

#[cfg(test)]
fn luminance(colour: u32) -> f64 {
    let [_, red, green, blue] = colour.to_be_bytes().map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast by the formula of WCAG, from 1 to 21.
#[cfg(test)]
pub(super) fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::Token::{
        Agree, AgreeEdge, Band, Disagree, DisagreeEdge, FirstCategory, Focus, FocusInk, FourthCategory, Grid, Heat1,
        Heat2, Heat3, Heat4, Higher, Link, Lower, Muted, Neither, NeitherEdge, OnAgree, OnDisagree, OnHeat1, OnHeat2,
        OnHeat3, OnHeat4, OnNeither, OnStronglyAgree, OnStronglyDisagree, Paper, SecondCategory, Similar,
        StronglyAgree, StronglyDisagree, Text, ThirdCategory,
    };
    use super::*;
    use std::collections::BTreeSet;

    /// Texts and the grounds they are set on: at least 4.5 to 1.
    const TEXTS: &[(Token, &[Token])] = &[
        (Text, &[Paper, Band]),
        (Muted, &[Paper, Band]),
        (Link, &[Paper, Band]),
        (OnStronglyDisagree, &[StronglyDisagree]),
        (OnDisagree, &[Disagree]),
        (OnNeither, &[Neither]),
        (OnAgree, &[Agree]),
        (OnStronglyAgree, &[StronglyAgree]),
        (OnHeat1, &[Heat1]),
        (OnHeat2, &[Heat2]),
        (OnHeat3, &[Heat3]),
        (OnHeat4, &[Heat4]),
        (FocusInk, &[Focus]),
    ];

    /// Marks and outlines and the grounds they are drawn on: at least 3 to 1.
    const MARKS: &[(Token, &[Token])] = &[
        (StronglyDisagree, &[Paper, Disagree]),
        (StronglyAgree, &[Paper, Agree]),
        (DisagreeEdge, &[Paper, Disagree]),
        (NeitherEdge, &[Paper]),
        (AgreeEdge, &[Paper, Agree]),
        (Higher, &[Paper, Band]),
        (Similar, &[Paper, Band]),
        (Lower, &[Paper, Band]),
        (FirstCategory, &[Paper, Band]),
        (SecondCategory, &[Paper, Band]),
        (ThirdCategory, &[Paper, Band]),
        (FourthCategory, &[Paper]),
    ];

    fn assert_contrast(pairs: &[(Token, &[Token])], least: f64) {
        for (ink, grounds) in pairs {
            for ground in *grounds {
                let (ink, ground) = (ink.swatch(), ground.swatch());
                for (theme, ratio) in
                    [("light", contrast(ink.light, ground.light)), ("dark", contrast(ink.dark, ground.dark))]
                {
                    assert!(ratio >= least, "{} on {} in {theme}: {ratio:.2} < {least}", ink.name, ground.name);
                }
            }
        }
    }

    #[test]
    fn the_contrast_formula_gives_the_published_values() {
        assert!((contrast(0xFF_FF_FF, 0) - 21.0).abs() < 1e-9);
        assert!((contrast(0x0B_0C_0C, 0xFF_FF_FF) - 19.6).abs() < 0.1);
    }

    #[test]
    fn every_text_can_be_read_on_its_ground_in_both_themes() {
        assert_contrast(TEXTS, 4.5);
    }

    #[test]
    fn every_mark_stands_out_from_its_ground_in_both_themes() {
        assert_contrast(MARKS, 3.0);
    }

    #[test]
    fn one_line_of_the_focus_ring_stands_out_whatever_is_behind_it() {
        for ground in [Paper, Band] {
            let lines = [Focus, FocusInk].map(Token::swatch);
            let light = lines.map(|line| contrast(line.light, ground.swatch().light));
            let dark = lines.map(|line| contrast(line.dark, ground.swatch().dark));
            for ratios in [light, dark] {
                assert!(ratios.iter().any(|ratio| *ratio >= 3.0), "{ratios:?} on {}", ground.swatch().name);
            }
        }
    }

    #[test]
    fn every_token_but_the_gridline_is_in_a_contrast_pair() {
        let judged: BTreeSet<Token> = TEXTS
            .iter()
            .chain(MARKS)
            .flat_map(|(ink, grounds)| std::iter::once(*ink).chain(grounds.iter().copied()))
            .collect();
        let missing: Vec<Token> =
            SWATCHES.iter().map(|swatch| swatch.token).filter(|token| !judged.contains(token)).collect();
        assert_eq!(missing, [Grid]);
    }

    #[test]
    fn the_list_is_in_the_order_of_the_tokens_with_unlike_names() {
        for (place, swatch) in SWATCHES.iter().enumerate() {
            assert_eq!(swatch.token as usize, place);
            assert_eq!(Token::from_stand_in(swatch.token.stand_in()), Some(swatch.token));
        }
        assert_eq!(SWATCHES.iter().map(|swatch| swatch.name).collect::<BTreeSet<_>>().len(), SWATCHES.len());
    }

    #[test]
    fn dark_colours_are_for_screens_only() {
        let css = css();
        let dark = css.find("#14181D").expect("the dark paper is in the style sheet");
        assert!(css[..dark].ends_with("@media screen and (prefers-color-scheme:dark){:root{--paper:"));
        assert!(css.len() < 6000, "the colours take {} bytes", css.len());
    }
}
