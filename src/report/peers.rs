//! All groups' values of one indicator, sorted once, so that a page costs the same however many groups
//! there are.

/// Values as they are published, lowest first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Peers {
    sorted: Vec<f64>,
    /// The different values with how many groups have each: few, for they are rounded.
    different: Vec<(f64, usize)>,
}

impl Peers {
    /// No group at all.
    pub(super) const NOBODY: Peers = Peers { sorted: Vec::new(), different: Vec::new() };

    pub(super) fn new(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let runs = values.chunk_by(|one, next| one.total_cmp(next).is_eq());
        let different = runs.filter_map(|run| Some((*run.first()?, run.len()))).collect();
        Peers { sorted: values, different }
    }

    /// The values of all but one group, whose own is given if it is among them.
    pub(super) fn others(&self, own: Option<f64>) -> Others<'_> {
        let left_out = own.and_then(|own| self.sorted.binary_search_by(|value| value.total_cmp(&own)).ok());
        Others { peers: self, left_out }
    }
}

/// The values of all groups but one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Others<'a> {
    peers: &'a Peers,
    left_out: Option<usize>,
}

impl Others<'_> {
    pub(super) fn len(&self) -> usize {
        self.peers.sorted.len() - usize::from(self.left_out.is_some())
    }

    fn at(&self, place: usize) -> f64 {
        let skips = self.left_out.is_some_and(|left_out| place >= left_out);
        self.peers.sorted.get(place + usize::from(skips)).copied().unwrap_or(0.0)
    }

    /// The different values among them, lowest first.
    pub(super) fn different(&self) -> Vec<f64> {
        let own = self.left_out.and_then(|place| self.peers.sorted.get(place));
        let alone = |(value, groups): &&(f64, usize)| *groups == 1 && own == Some(value);
        self.peers.different.iter().filter(|value| !alone(value)).map(|(value, _)| *value).collect()
    }

    /// A quantile, interpolated (type 7 of Hyndman and Fan 1996); none without values.
    pub(super) fn quantile(&self, share: f64) -> Option<f64> {
        let last = self.len().checked_sub(1)?;
        #[expect(clippy::cast_precision_loss, reason = "groups are far fewer than 2^53")]
        let place = share * last as f64;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the last place")]
        let below = place.floor() as usize;
        let (low, high) = (self.at(below), self.at((below + 1).min(last)));
        Some(low + (high - low) * place.fract())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_group_is_left_out_and_those_alike_with_it_are_not() {
        let peers = Peers::new(vec![4.0, 3.0, 3.5, 3.0, 5.0]);
        assert_eq!(peers.others(Some(3.0)).different(), [3.0, 3.5, 4.0, 5.0]);
        assert_eq!(peers.others(Some(5.0)).different(), [3.0, 3.5, 4.0]);
        assert_eq!(peers.others(Some(4.5)).len(), 5, "a value that nobody has leaves nobody out");
        assert_eq!(peers.others(None).len(), 5);
    }

    #[test]
    fn quantiles_are_those_of_the_others() {
        let peers = Peers::new(vec![1.0, 2.0, 3.0, 4.0, 100.0]);
        let others = peers.others(Some(100.0));
        assert_eq!([0.0, 0.25, 0.5, 1.0].map(|share| others.quantile(share)), [1.0, 1.75, 2.5, 4.0].map(Some));
        assert_eq!(peers.others(Some(1.0)).quantile(0.0), Some(2.0));
        assert_eq!(Peers::NOBODY.others(None).quantile(0.5), None);
    }
}
