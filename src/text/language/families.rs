//! Currencies that share a name, by how often they are met. Languages name the same families; a word that names the
//! country decides before any of these.

pub(super) const BOLIVAR: &str = "VES VEF VED";
/// The franc of two unions with one rate; people write `franc CFA` for both.
pub(super) const CFA: &str = "XAF XOF";
pub(super) const COLON: &str = "CRC SVC";
pub(super) const CROWN: &str = "SEK NOK DKK ISK CZK SKK";
pub(super) const DINAR: &str = "KWD BHD JOD IQD DZD LYD RSD TND";
pub(super) const DIRHAM: &str = "AED MAD";
pub(super) const DOLLAR: &str =
    "USD CAD AUD HKD SGD NZD TWD BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD";
pub(super) const ESCUDO: &str = "CVE PTE";
pub(super) const FRANC: &str = "CHF XAF XOF XPF BIF CDF DJF GNF KMF RWF BEF FRF LUF";
pub(super) const KWACHA: &str = "ZMW MWK";
pub(super) const LEU: &str = "RON MDL";
pub(super) const LIRA: &str = "TRY TRL ITL";
pub(super) const MANAT: &str = "AZN TMT";
pub(super) const MARK: &str = "DEM BAM DDM FIM";
pub(super) const PESETA: &str = "ESP ADP";
pub(super) const PESO: &str = "MXN ARS CLP COP CUC CUP DOP PHP UYU";
pub(super) const POUND: &str = "GBP EGP FKP GIP LBP SDG SHP SSP SYP IEP CYP";
pub(super) const RIAL: &str = "IRR OMR YER";
/// Where the language has one word for rial and riyal.
pub(super) const RIAL_OR_RIYAL: &str = "IRR OMR YER SAR QAR";
pub(super) const RIYAL: &str = "SAR QAR";
/// One code: the rouble of Belarus is named by its country in texts, as the rouble of Russia is not.
pub(super) const RUBLE: &str = "RUB";
pub(super) const RUPEE: &str = "INR PKR LKR NPR MUR SCR";
pub(super) const SHILLING: &str = "KES TZS UGX SOS";
pub(super) const SOM: &str = "KGS UZS";
pub(super) const WON: &str = "KRW KPW";

// Minor units.
pub(super) const CENT: &str = "EUR USD CAD AUD HKD SGD NZD TWD BBD BMD BND BSD BZD FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD \
     ZAR NLG MYR LKR MUR SCR KES TZS UGX";
pub(super) const CENTAVO: &str = "USD MXN ARS BRL CLP COP CUP DOP PHP BOB GTQ HNL NIO UYU CVE PTE EUR CAD";
pub(super) const CENTIME: &str = "EUR CHF USD CAD DZD MAD HTG FRF BEF LUF XPF";
pub(super) const KOPECK: &str = "RUB BYN UAH SUR RUR";
pub(super) const PENNY: &str = "GBP FKP GIP SHP IEP USD CAD";
