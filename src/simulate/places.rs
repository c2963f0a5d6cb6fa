//! How many regions, authorities and networks a programme of a given size has, and which group
//! belongs where.

/// The layout of a programme: groups in networks, networks in local education authorities,
/// authorities in regions. All numbers start at 0; ids at 1.
#[derive(Debug, Clone)]
pub(super) struct Places {
    groups: usize,
    leas: usize,
    regions: usize,
}

impl Places {
    /// About four groups an authority until there are 150 authorities, three authorities a region
    /// until there are ten regions, and 2.4 groups a network.
    pub(super) fn of(groups: usize) -> Self {
        let leas = (groups / 4).clamp(1, 150);
        Places { groups, leas, regions: (leas / 3).clamp(1, 10) }
    }

    /// Number of groups.
    pub(super) fn groups(&self) -> usize {
        self.groups
    }

    /// Number of authorities.
    pub(super) fn leas(&self) -> usize {
        self.leas
    }

    /// Number of regions.
    pub(super) fn regions(&self) -> usize {
        self.regions
    }

    /// Number of networks.
    pub(super) fn networks(&self) -> usize {
        self.networks_before(self.leas)
    }

    /// The authority of a group.
    pub(super) fn lea_of_group(&self, group: usize) -> usize {
        group * self.leas / self.groups.max(1)
    }

    /// The region of an authority.
    pub(super) fn region_of_lea(&self, lea: usize) -> usize {
        lea * self.regions / self.leas.max(1)
    }

    /// The network of a group: an authority's groups are dealt to its networks in runs.
    pub(super) fn network_of_group(&self, group: usize) -> usize {
        let lea = self.lea_of_group(group);
        let (first, next) = (self.first_group(lea), self.first_group(lea + 1));
        let (before, after) = (self.networks_before(lea), self.networks_before(lea + 1));
        before + (group - first) * (after - before) / (next - first).max(1)
    }

    /// The first group of an authority.
    fn first_group(&self, lea: usize) -> usize {
        (lea * self.groups).div_ceil(self.leas.max(1))
    }

    /// Number of networks in the authorities before this one: at least one each.
    fn networks_before(&self, lea: usize) -> usize {
        // Twelve groups have five networks; an authority whose share rounds to none is given one.
        let share = |lea: usize| self.first_group(lea) * 5 / 12;
        (0..lea).map(|earlier| (share(earlier + 1) - share(earlier)).max(1)).sum()
    }

    /// Id of a group.
    pub(super) fn group_id(group: usize) -> String {
        format!("LLG-{:03}", group + 1)
    }

    /// Id of a network.
    pub(super) fn network_id(network: usize) -> String {
        format!("NET-{:02}", network + 1)
    }

    /// Code of an authority. Real ones have three digits, ours start at 1001.
    pub(super) fn lea_code(lea: usize) -> String {
        format!("{}", 1001 + lea)
    }

    /// The number of the group with this id, if there is one.
    pub(super) fn group_number(&self, id: &str) -> Option<usize> {
        let number: usize = id.strip_prefix("LLG-")?.parse().ok()?;
        let group = number.checked_sub(1)?;
        (group < self.groups && Places::group_id(group) == id).then_some(group)
    }

    /// Whether there is a network with this id.
    pub(super) fn has_network(&self, id: &str) -> bool {
        (0..self.networks()).any(|network| Places::network_id(network) == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_four_groups_lie_in_ten_networks_six_authorities_and_two_regions() {
        let places = Places::of(24);
        assert_eq!((places.networks(), places.leas(), places.regions()), (10, 6, 2));
        let networks: Vec<usize> = (0..24).map(|group| places.network_of_group(group)).collect();
        assert!(networks.windows(2).all(|pair| pair[1] == pair[0] || pair[1] == pair[0] + 1));
        assert_eq!(networks.last(), Some(&9));
    }

    #[test]
    fn at_every_size_each_unit_has_something_in_it_and_networks_stay_within_one_authority() {
        for groups in [1, 2, 3, 5, 24, 50, 499, 2_000] {
            let places = Places::of(groups);
            let mut lea_of_network = vec![None; places.networks()];
            let mut region_seen = vec![false; places.regions()];
            for group in 0..groups {
                let lea = places.lea_of_group(group);
                let network = places.network_of_group(group);
                assert_eq!(*lea_of_network[network].get_or_insert(lea), lea, "{groups} groups");
                region_seen[places.region_of_lea(lea)] = true;
            }
            assert!(lea_of_network.iter().all(Option::is_some), "{groups} groups");
            assert!(region_seen.into_iter().all(|seen| seen), "{groups} groups");
        }
    }

    #[test]
    fn an_id_is_a_groups_only_as_it_is_written() {
        let places = Places::of(24);
        assert_eq!(places.group_number("LLG-024"), Some(23));
        assert_eq!(places.group_number("LLG-24"), None);
        assert_eq!(places.group_number("LLG-025"), None);
        assert_eq!(places.group_number("LLG-000"), None);
    }
}
