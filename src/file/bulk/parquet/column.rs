//! One column of a Parquet file.

use parquet::basic::{ConvertedType, LogicalType, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::{
    BoolType, DataType, FixedLenByteArray, FixedLenByteArrayType, Int32Type, Int64Type,
};
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::RowGroupReader;
use parquet::schema::types::ColumnDescriptor;

use super::pages::pages;
use super::texts::Texts;
use crate::date::Day;
use crate::exact::{DECIMALS_MAX, Numeral};

/// What the values of a column stand for; a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Days since 1970-01-01.
    Date,
    /// Whole numbers, of which so many digits are decimals.
    Number {
        /// How many.
        decimals: u8,
    },
    /// `true` or `false`.
    Flag,
    /// Text in UTF-8.
    Text,
}

impl Form {
    /// What a column holds; what stands in the way where it is none of these.
    pub(super) fn of(column: &ColumnDescriptor) -> std::result::Result<Self, &'static str> {
        use {ConvertedType as Converted, LogicalType as Logical};
        if column.max_rep_level() > 0 || column.path().parts().len() > 1 {
            return Err("it is nested: write one value a row");
        }
        let decimals = || match u8::try_from(column.type_scale()) {
            Ok(decimals) if decimals <= DECIMALS_MAX => Ok(Self::Number { decimals }),
            _ => Err("it has more than 28 decimals: write at most 28"),
        };
        match (column.physical_type(), column.logical_type_ref(), column.converted_type()) {
            (Physical::FLOAT | Physical::DOUBLE, ..) => {
                Err("it is of floating-point numbers, which do not hold cents: write DECIMAL, or text")
            }
            (Physical::INT32, Some(Logical::Date), _) | (Physical::INT32, None, Converted::DATE) => {
                Ok(Self::Date)
            }
            (Physical::INT32 | Physical::INT64, Some(Logical::Decimal(_)), _)
            | (Physical::INT32 | Physical::INT64, None, Converted::DECIMAL) => decimals(),
            (Physical::FIXED_LEN_BYTE_ARRAY, Some(Logical::Decimal(_)), _)
            | (Physical::FIXED_LEN_BYTE_ARRAY, None, Converted::DECIMAL)
                if (1..=16).contains(&column.type_length()) =>
            {
                decimals()
            }
            (Physical::INT32 | Physical::INT64, Some(Logical::Integer(int)), _) if int.is_signed => {
                Ok(Self::Number { decimals: 0 })
            }
            (Physical::INT32 | Physical::INT64, None, Converted::NONE) => Ok(Self::Number { decimals: 0 }),
            (
                Physical::INT32 | Physical::INT64,
                None,
                Converted::INT_8 | Converted::INT_16 | Converted::INT_32 | Converted::INT_64,
            ) => Ok(Self::Number { decimals: 0 }),
            (Physical::BYTE_ARRAY, Some(Logical::String | Logical::Enum), _)
            | (Physical::BYTE_ARRAY, None, Converted::UTF8 | Converted::ENUM | Converted::NONE) => {
                Ok(Self::Text)
            }
            (Physical::BOOLEAN, ..) => Ok(Self::Flag),
            _ => Err("it is of a type that stands for no date, number or text: write DATE, DECIMAL or text"),
        }
    }
}

/// Values as they were read, and which rows have none.
pub(super) struct Values<T: DataType> {
    reader: ColumnReaderImpl<T>,
    values: Vec<T::T>,
    /// For each row its level, where rows may have none: those that have one have the highest.
    levels: Vec<i16>,
    level_max: i16,
}

impl<T: DataType> Values<T> {
    pub(super) fn new(reader: ColumnReaderImpl<T>, level_max: i16) -> Self {
        Self { reader, values: Vec::new(), levels: Vec::new(), level_max }
    }

    /// Reads so many rows, instead of those that were read before.
    pub(super) fn read(&mut self, count: usize) -> Result<()> {
        self.values.clear();
        self.levels.clear();
        let mut rows = 0;
        while rows < count {
            let levels = (self.level_max > 0).then_some(&mut self.levels);
            let (read, ..) = self.reader.read_records(count - rows, levels, None, &mut self.values)?;
            if read == 0 {
                return Err(ParquetError::EOF(format!("a column ends {} rows early", count - rows)));
            }
            rows += read;
        }
        Ok(())
    }

    /// The value of each row.
    #[inline]
    pub(super) fn iter(&self) -> impl Iterator<Item = Option<&T::T>> {
        let mut values = self.values.iter();
        let mut levels = self.levels.iter();
        let is_optional = self.level_max > 0;
        std::iter::from_fn(move || match is_optional {
            false => values.next().map(Some),
            true => levels.next().map(|level| if *level == self.level_max { values.next() } else { None }),
        })
    }

    /// The cell of each row, empty where it has none.
    fn cells(&self, text: impl Fn(&T::T) -> Option<String>) -> impl Iterator<Item = Option<String>> {
        self.iter().map(move |value| value.map_or_else(|| Some(String::new()), &text))
    }
}

/// A column under way.
pub(super) enum Column {
    Dates(Values<Int32Type>),
    Small(Values<Int32Type>, u8),
    Long(Values<Int64Type>, u8),
    Wide(Values<FixedLenByteArrayType>, u8),
    Flags(Values<BoolType>),
    Texts(Texts),
}

impl Column {
    /// A column of a group of rows.
    pub(super) fn new(group: &dyn RowGroupReader, at: usize, form: Form) -> Result<Self> {
        if form == Form::Text {
            return Ok(Self::Texts(Texts::new(group, at)?));
        }
        let column = group.metadata().column(at).column_descr_ptr();
        let level_max = column.max_def_level();
        Ok(match (get_column_reader(column, pages(group, at)?), form) {
            (ColumnReader::Int32ColumnReader(reader), Form::Date) => {
                Self::Dates(Values::new(reader, level_max))
            }
            (ColumnReader::Int32ColumnReader(reader), Form::Number { decimals }) => {
                Self::Small(Values::new(reader, level_max), decimals)
            }
            (ColumnReader::Int64ColumnReader(reader), Form::Number { decimals }) => {
                Self::Long(Values::new(reader, level_max), decimals)
            }
            (ColumnReader::FixedLenByteArrayColumnReader(reader), Form::Number { decimals }) => {
                Self::Wide(Values::new(reader, level_max), decimals)
            }
            (ColumnReader::BoolColumnReader(reader), Form::Flag) => {
                Self::Flags(Values::new(reader, level_max))
            }
            _ => return Err(ParquetError::General(format!("column {} is of two types", at + 1))),
        })
    }

    /// Reads so many rows, instead of those that were read before.
    pub(super) fn read(&mut self, count: usize) -> Result<()> {
        match self {
            Self::Dates(values) | Self::Small(values, _) => values.read(count),
            Self::Long(values, _) => values.read(count),
            Self::Wide(values, _) => values.read(count),
            Self::Flags(values) => values.read(count),
            Self::Texts(texts) => texts.read(count),
        }
    }

    /// The cell of each row as CSV has it, without quotation marks; `None` for text that is not UTF-8.
    pub(super) fn cells(&self) -> Box<dyn Iterator<Item = Option<String>> + '_> {
        match self {
            // A day beyond the calendar is told by its number.
            Self::Dates(values) => Box::new(values.cells(|days| {
                Some(Day::from_epoch_days(*days).map_or_else(|| days.to_string(), |it| it.to_string()))
            })),
            Self::Small(values, decimals) => {
                Box::new(values.cells(|digits| number((*digits).into(), *decimals)))
            }
            Self::Long(values, decimals) => {
                Box::new(values.cells(|digits| number((*digits).into(), *decimals)))
            }
            Self::Wide(values, decimals) => Box::new(values.cells(|bytes| number(wide(bytes)?, *decimals))),
            Self::Flags(values) => Box::new(values.cells(|flag| Some(flag.to_string()))),
            Self::Texts(texts) => {
                Box::new(texts.iter().map(|cell| Some(std::str::from_utf8(cell.text()).ok()?.to_owned())))
            }
        }
    }
}

fn number(digits: i128, decimals: u8) -> Option<String> {
    Some(Numeral::new(digits, decimals).ok()?.to_string())
}

/// The number of its bytes, the highest first.
pub(super) fn wide(bytes: &FixedLenByteArray) -> Option<i128> {
    let bytes = bytes.data();
    let sign = if bytes.first()? & 0x80 == 0 { 0 } else { 0xFF };
    let mut all = [sign; 16];
    let free = 16usize.checked_sub(bytes.len())?;
    all.get_mut(free..)?.copy_from_slice(bytes);
    Some(i128::from_be_bytes(all))
}
