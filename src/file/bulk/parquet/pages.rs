//! The pages of a column, looked at before the crate decodes them.

use parquet::basic::Encoding;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::RowGroupReader;

/// Pages of which none is of a dictionary that did not come before: for such a page the crate has no error, and panics.
struct Checked {
    pages: Box<dyn PageReader>,
    has_dictionary: bool,
}

/// The pages of a column of a group of rows.
///
/// # Errors
///
/// Where the file does not say where they are; later, where a page is of a dictionary that is not there.
pub(super) fn pages(group: &dyn RowGroupReader, at: usize) -> Result<Box<dyn PageReader>> {
    Ok(Box::new(Checked { pages: group.get_column_page_reader(at)?, has_dictionary: false }))
}

/// Whether the values of a page are numbers of those of a dictionary.
pub(super) fn is_of_dictionary(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::PLAIN_DICTIONARY | Encoding::RLE_DICTIONARY)
}

impl PageReader for Checked {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        match &page {
            Some(Page::DictionaryPage { .. }) => self.has_dictionary = true,
            Some(Page::DataPage { encoding, .. } | Page::DataPageV2 { encoding, .. })
                if is_of_dictionary(*encoding) && !self.has_dictionary =>
            {
                let message = "a page names values of a dictionary, and none came before it".to_owned();
                return Err(ParquetError::General(message));
            }
            _ => {}
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}

impl Iterator for Checked {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}
