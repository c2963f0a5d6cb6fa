# Numbers and files of which not everything is told.

about_so_many = about { $number }
not_told = not told
head_digest = Fingerprint
head_digest_kind = Kind of fingerprint
input_plain = SHA-256
input_keyed = HMAC-SHA-256, with the programme’s key
input_no_key = none, for the plan has no key
input_untold = not told
methods_inputs_about = A file that names nobody stands here with its size and its SHA-256. A file that names people has neither, for a few answers are soon guessed. Where the plan has a key, the fingerprint is made with it (HMAC-SHA-256), and whoever has both can check it.
quality_rounded = Numbers of rows about people are rounded to a multiple of { $step }, so that two releases subtracted do not single anybody out.
