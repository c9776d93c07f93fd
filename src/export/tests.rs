//! Laws of every format, through one loop over the table.
