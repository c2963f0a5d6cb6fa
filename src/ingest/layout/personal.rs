//! Columns that name, reach or locate people, by their headers.

use super::super::normal::normal;

/// Headers that stand above such columns in the exports of survey tools and meeting reports.
const HEADERS: [&str; 44] = [
    "email",
    "e-mail",
    "email address",
    "e-mail address",
    "user email",
    "your email",
    "your email address",
    "recipientemail",
    "recipient email",
    "registration email",
    "recipientfirstname",
    "recipientlastname",
    "recipient first name",
    "recipient last name",
    "first name",
    "last name",
    "firstname",
    "lastname",
    "surname",
    "forename",
    "full name",
    "your name",
    "name (original name)",
    "ip address",
    "ipaddress",
    "ip",
    "locationlatitude",
    "locationlongitude",
    "location latitude",
    "location longitude",
    "latitude",
    "longitude",
    "_geolocation",
    "gps",
    "_submitted_by",
    "submitted_by",
    "username",
    "phone",
    "phone number",
    "telephone",
    "mobile",
    "postcode",
    "home address",
    "date of birth",
];
/// Beginnings of headers that Kobo and ODK give to the parts of a place on the map.
const BEGINNINGS: [&str; 3] = ["_gps_", "_geopoint", "_location_"];

/// Whether a column with such a header is about a person's name, address, place or computer.
pub(super) fn is_personal(header: &str) -> bool {
    let header = normal(header);
    HEADERS.contains(&header.as_ref()) || BEGINNINGS.iter().any(|beginning| header.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_that_tools_add_about_people_are_known() {
        for header in ["IPAddress", "RecipientEmail", "Email Address", "LocationLatitude", "_gps_latitude", "E-mail"] {
            assert!(is_personal(header), "{header}");
        }
        for header in ["name", "group_id", "Q1", "email_consent", "location"] {
            assert!(!is_personal(header), "{header}");
        }
    }
}
