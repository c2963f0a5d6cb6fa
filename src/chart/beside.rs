//! Names beside their marks: each takes the nearest free place, or none.

use super::canvas::Point;
use super::lint::Area;

/// Directions in which a place is looked for, best first, as shares of the distance right and down.
const DIRECTIONS: [(f64, f64); 8] =
    [(1.0, 0.0), (-1.0, 0.0), (0.7, -0.7), (0.7, 0.7), (-0.7, -0.7), (-0.7, 0.7), (0.0, -1.0), (0.0, 1.0)];

/// A plane with marks, in which names look for room.
pub(super) struct Room {
    frame: Area,
    taken: Vec<Area>,
}

impl Room {
    /// A plane whose marks are kept free, each within `radius` pixels.
    pub(super) fn new(frame: Area, marks: &[Point], radius: f64) -> Self {
        let around = |(x, y): &Point| Area { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
        Self { frame, taken: marks.iter().map(around).collect() }
    }

    /// Takes the first free place of the given size at one of the distances from a mark, nearest first.
    pub(super) fn take(&mut self, mark: Point, (width, height): Point, distances: &[f64]) -> Option<Area> {
        let found = distances.iter().flat_map(|distance| DIRECTIONS.map(|direction| (direction, *distance))).find_map(
            |((right, down), distance)| {
                let (x, y) = (mark.0 + right * distance, mark.1 + down * distance);
                // The box touches its point with the side or corner that faces the mark.
                let left = x - width * (1.0 - right.signum() * f64::from(right != 0.0)) / 2.0;
                let top = y - height * (1.0 - down.signum() * f64::from(down != 0.0)) / 2.0;
                let area = Area { left, top, right: left + width, bottom: top + height };
                self.is_free(area).then_some(area)
            },
        )?;
        self.taken.push(found);
        Some(found)
    }

    fn is_free(&self, area: Area) -> bool {
        let Area { left, top, right, bottom } = self.frame;
        let is_inside = area.left >= left && area.top >= top && area.right <= right && area.bottom <= bottom;
        is_inside && !self.taken.iter().any(|taken| taken.overlaps(area))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Area = Area { left: 0.0, top: 0.0, right: 200.0, bottom: 100.0 };

    #[test]
    fn the_nearest_place_is_right_of_the_mark_and_the_next_left_of_it() {
        let mut room = Room::new(FRAME, &[(100.0, 50.0)], 5.0);
        let first = room.take((100.0, 50.0), (40.0, 10.0), &[8.0]).unwrap();
        let second = room.take((100.0, 50.0), (40.0, 10.0), &[8.0]).unwrap();
        assert_eq!((first.left, first.top), (108.0, 45.0));
        assert_eq!((second.right, second.bottom), (92.0, 55.0));
    }

    #[test]
    fn no_place_lies_over_a_mark_another_name_or_the_edge() {
        let marks: Vec<Point> = (0..5_u8).map(|place| (20.0 + 30.0 * f64::from(place), 50.0)).collect();
        let mut room = Room::new(FRAME, &marks, 5.0);
        let mut places: Vec<Area> = Vec::new();
        for mark in &marks {
            let area = room.take(*mark, (28.0, 12.0), &[8.0, 20.0, 32.0]).unwrap();
            assert!(area.left >= 0.0 && area.right <= 200.0 && area.top >= 0.0 && area.bottom <= 100.0);
            assert!(places.iter().all(|place| !place.overlaps(area)));
            assert!(marks.iter().all(|(x, y)| {
                !area.overlaps(Area { left: x - 5.0, top: y - 5.0, right: x + 5.0, bottom: y + 5.0 })
            }));
            places.push(area);
        }
        assert_eq!(room.take((100.0, 50.0), (400.0, 10.0), &[8.0]), None);
    }
}
