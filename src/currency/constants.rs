//! A constant for every listed currency.

use super::Currency;

macro_rules! constants {
    ($($code:ident = $letters:literal),* $(,)?) => {
        /// A constant for every listed currency.
        impl Currency {
            $(
                #[doc = concat!("The currency with the code `", stringify!($code), "`.")]
                pub const $code: Self = Self::listed($letters);
            )*
        }

        #[cfg(test)]
        const CONSTANTS: &[(&str, Currency)] = &[$((stringify!($code), Currency::$code)),*];
    };
}

#[rustfmt::skip]
constants! {
    ADP = b"ADP", AED = b"AED", AFA = b"AFA", AFN = b"AFN", ALK = b"ALK", ALL = b"ALL", AMD = b"AMD",
    ANG = b"ANG", AOA = b"AOA", AOK = b"AOK", AON = b"AON", AOR = b"AOR", ARA = b"ARA", ARL = b"ARL",
    ARM = b"ARM", ARP = b"ARP", ARS = b"ARS", ATS = b"ATS", AUD = b"AUD", AWG = b"AWG", AZM = b"AZM",
    AZN = b"AZN", BAD = b"BAD", BAM = b"BAM", BAN = b"BAN", BBD = b"BBD", BDT = b"BDT", BEC = b"BEC",
    BEF = b"BEF", BEL = b"BEL", BGL = b"BGL", BGM = b"BGM", BGN = b"BGN", BGO = b"BGO", BHD = b"BHD",
    BIF = b"BIF", BMD = b"BMD", BND = b"BND", BOB = b"BOB", BOL = b"BOL", BOP = b"BOP", BOV = b"BOV",
    BRB = b"BRB", BRC = b"BRC", BRE = b"BRE", BRL = b"BRL", BRN = b"BRN", BRR = b"BRR", BRZ = b"BRZ",
    BSD = b"BSD", BTN = b"BTN", BUK = b"BUK", BWP = b"BWP", BYB = b"BYB", BYN = b"BYN", BYR = b"BYR",
    BZD = b"BZD", CAD = b"CAD", CDF = b"CDF", CHE = b"CHE", CHF = b"CHF", CHW = b"CHW", CLE = b"CLE",
    CLF = b"CLF", CLP = b"CLP", CNH = b"CNH", CNX = b"CNX", CNY = b"CNY", COP = b"COP", COU = b"COU",
    CRC = b"CRC", CSD = b"CSD", CSK = b"CSK", CUC = b"CUC", CUP = b"CUP", CVE = b"CVE", CYP = b"CYP",
    CZK = b"CZK", DDM = b"DDM", DEM = b"DEM", DJF = b"DJF", DKK = b"DKK", DOP = b"DOP", DZD = b"DZD",
    ECS = b"ECS", ECV = b"ECV", EEK = b"EEK", EGP = b"EGP", ERN = b"ERN", ESA = b"ESA", ESB = b"ESB",
    ESP = b"ESP", ETB = b"ETB", EUR = b"EUR", FIM = b"FIM", FJD = b"FJD", FKP = b"FKP", FRF = b"FRF",
    GBP = b"GBP", GEK = b"GEK", GEL = b"GEL", GHC = b"GHC", GHS = b"GHS", GIP = b"GIP", GMD = b"GMD",
    GNF = b"GNF", GNS = b"GNS", GQE = b"GQE", GRD = b"GRD", GTQ = b"GTQ", GWE = b"GWE", GWP = b"GWP",
    GYD = b"GYD", HKD = b"HKD", HNL = b"HNL", HRD = b"HRD", HRK = b"HRK", HTG = b"HTG", HUF = b"HUF",
    IDR = b"IDR", IEP = b"IEP", ILP = b"ILP", ILR = b"ILR", ILS = b"ILS", INR = b"INR", IQD = b"IQD",
    IRR = b"IRR", ISJ = b"ISJ", ISK = b"ISK", ITL = b"ITL", JMD = b"JMD", JOD = b"JOD", JPY = b"JPY",
    KES = b"KES", KGS = b"KGS", KHR = b"KHR", KMF = b"KMF", KPW = b"KPW", KRH = b"KRH", KRO = b"KRO",
    KRW = b"KRW", KWD = b"KWD", KYD = b"KYD", KZT = b"KZT", LAK = b"LAK", LBP = b"LBP", LKR = b"LKR",
    LRD = b"LRD", LSL = b"LSL", LTL = b"LTL", LTT = b"LTT", LUC = b"LUC", LUF = b"LUF", LUL = b"LUL",
    LVL = b"LVL", LVR = b"LVR", LYD = b"LYD", MAD = b"MAD", MAF = b"MAF", MCF = b"MCF", MDC = b"MDC",
    MDL = b"MDL", MGA = b"MGA", MGF = b"MGF", MKD = b"MKD", MKN = b"MKN", MLF = b"MLF", MMK = b"MMK",
    MNT = b"MNT", MOP = b"MOP", MRO = b"MRO", MRU = b"MRU", MTL = b"MTL", MTP = b"MTP", MUR = b"MUR",
    MVP = b"MVP", MVR = b"MVR", MWK = b"MWK", MXN = b"MXN", MXP = b"MXP", MXV = b"MXV", MYR = b"MYR",
    MZE = b"MZE", MZM = b"MZM", MZN = b"MZN", NAD = b"NAD", NGN = b"NGN", NIC = b"NIC", NIO = b"NIO",
    NLG = b"NLG", NOK = b"NOK", NPR = b"NPR", NZD = b"NZD", OMR = b"OMR", PAB = b"PAB", PEI = b"PEI",
    PEN = b"PEN", PES = b"PES", PGK = b"PGK", PHP = b"PHP", PKR = b"PKR", PLN = b"PLN", PLZ = b"PLZ",
    PTE = b"PTE", PYG = b"PYG", QAR = b"QAR", RHD = b"RHD", ROL = b"ROL", RON = b"RON", RSD = b"RSD",
    RUB = b"RUB", RUR = b"RUR", RWF = b"RWF", SAR = b"SAR", SBD = b"SBD", SCR = b"SCR", SDD = b"SDD",
    SDG = b"SDG", SDP = b"SDP", SEK = b"SEK", SGD = b"SGD", SHP = b"SHP", SIT = b"SIT", SKK = b"SKK",
    SLE = b"SLE", SLL = b"SLL", SOS = b"SOS", SRD = b"SRD", SRG = b"SRG", SSP = b"SSP", STD = b"STD",
    STN = b"STN", SUR = b"SUR", SVC = b"SVC", SYP = b"SYP", SZL = b"SZL", THB = b"THB", TJR = b"TJR",
    TJS = b"TJS", TMM = b"TMM", TMT = b"TMT", TND = b"TND", TOP = b"TOP", TPE = b"TPE", TRL = b"TRL",
    TRY = b"TRY", TTD = b"TTD", TWD = b"TWD", TZS = b"TZS", UAH = b"UAH", UAK = b"UAK", UGS = b"UGS",
    UGX = b"UGX", USD = b"USD", USN = b"USN", USS = b"USS", UYI = b"UYI", UYP = b"UYP", UYU = b"UYU",
    UYW = b"UYW", UZS = b"UZS", VEB = b"VEB", VED = b"VED", VEF = b"VEF", VES = b"VES", VND = b"VND",
    VNN = b"VNN", VUV = b"VUV", WST = b"WST", XAD = b"XAD", XAF = b"XAF", XAG = b"XAG", XAU = b"XAU",
    XBA = b"XBA", XBB = b"XBB", XBC = b"XBC", XBD = b"XBD", XCD = b"XCD", XCG = b"XCG", XDR = b"XDR",
    XEU = b"XEU", XFO = b"XFO", XFU = b"XFU", XOF = b"XOF", XPD = b"XPD", XPF = b"XPF", XPT = b"XPT",
    XRE = b"XRE", XSU = b"XSU", XTS = b"XTS", XUA = b"XUA", XXX = b"XXX", YDD = b"YDD", YER = b"YER",
    YUD = b"YUD", YUM = b"YUM", YUN = b"YUN", YUR = b"YUR", ZAL = b"ZAL", ZAR = b"ZAR", ZMK = b"ZMK",
    ZMW = b"ZMW", ZRN = b"ZRN", ZRZ = b"ZRZ", ZWD = b"ZWD", ZWG = b"ZWG", ZWL = b"ZWL", ZWN = b"ZWN",
    ZWR = b"ZWR",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_exactly_the_listed_currencies() {
        for (name, currency) in CONSTANTS {
            assert_eq!(*name, currency.as_str());
        }
        let constants: Vec<Currency> = CONSTANTS.iter().map(|(_, currency)| *currency).collect();
        assert_eq!(constants, Currency::all().collect::<Vec<_>>());
    }
}
