//! Words of each language, and what is refused.

use super::*;
use crate::text::characters::Source;

/// The number, `e` and its unit, `~` if it is inexact, `?` if it is an article, and what stands after it.
pub(super) fn read(language: Language, text: &str, and: AndWord) -> String {
    read_at(language, text, 0, and)
}

fn read_at(language: Language, text: &str, at: usize, and: AndWord) -> String {
    let source = Source::new(text);
    let mut cursor = Cursor::new(&source);
    cursor.go_to(at);
    let Some(spoken) = spoken(&mut cursor, language, and) else {
        assert_eq!(cursor.at(), at, "{text}");
        return "-".to_owned();
    };
    assert!(cursor.at() > at && spoken.digits.in_words, "{text}");
    let unit = spoken.unit.map_or_else(String::new, |unit| format!("e{unit}"));
    let sign = match spoken.exactness {
        Exactness::Stated => "",
        Exactness::About => "~",
        Exactness::Article => "?",
        Exactness::FewerThanTen => "<10",
        Exactness::MoreThanOne => ">1",
        Exactness::Upto(upper) => &format!("..{upper}"),
    };
    let rest = source.excerpt(cursor.at()..source.len());
    let bar = if rest.is_empty() { "" } else { "|" };
    format!("{}{unit}{sign}{bar}{rest}", spoken.digits.numeral)
}

fn table(language: Language, rows: &[(&str, &str)]) {
    assert!(rows.len() >= 40, "{language}: {}", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .map(|(text, value)| (text, value, read(language, text, AndWord::Joins)))
        .filter(|(_, value, found)| *value != found)
        .map(|(text, value, found)| format!("{text}: {value} expected, {found} read"))
        .collect();
    assert!(wrong.is_empty(), "{language}:\n{}", wrong.join("\n"));
}

#[rustfmt::skip]
#[test]
fn english() {
    table(Language::English, &[
        ("two million", "2e6"), ("three hundred thousand", "300e3"), ("a hundred thousand", "100e3"),
        ("a million", "1e6"), ("two hundred", "200"), ("twenty-five", "25"), ("TWENTY-FIVE", "25"),
        ("fifteen hundred", "1500"), ("ninety-nine hundred", "9900"), ("half a million", "0.5e6"),
        ("half million", "0.5e6"), ("a half million", "0.5e6"), ("half a dollar", "0.5| dollar"),
        ("half a dozen", "6"), ("a quarter of a million", "0.25e6"), ("a quarter million", "0.25e6"),
        ("three quarters of a billion", "0.75e9"), ("three-quarters of a million", "0.75e6"),
        ("two million five hundred thousand", "2500000"), ("one thousand and five", "1005"),
        ("one hundred and twenty-two", "122"), ("one hundred fifty", "150"), ("a hundred and one", "101"),
        ("eighteen thousand nine hundred three", "18903"), ("two thousand million", "2e9"),
        ("two thousand five hundred million", "2500e6"), ("five lakh", "5e5"), ("two lakh crore", "2e12"),
        ("a dozen", "12"), ("two dozen", "24"), ("a dozen million", "12e6"), ("one point five", "1.5"),
        ("zero point two million", "0.2e6"), ("two hundred point seventy-one", "200.71"),
        ("twenty point five o six dollars", "20.506| dollars"), ("one point four three six billion", "1.436e9"),
        ("two hundred point zero three", "200.03"), ("two and a half", "2.5"), ("five and a half million", "5.5e6"),
        ("one and a quarter million", "1.25e6"), ("two million and a half", "2.5e6"),
        ("five billion and three quarters", "5.75e9"), ("fifty   two", "52"), ("one-yen", "1|-yen"),
        ("two-three million", "2|-three million"), ("a dollar", "1?| dollar"), ("an hour", "1?| hour"),
        ("two, three", "2|, three"), ("two millionth", "2| millionth"), ("zero", "0"),
        ("three quarters", "3| quarters"), ("one million seven hundred thousand and two", "1700002"),
        // refused: no number, more than one, or nobody knows
        ("million", "-"), ("hundred thousand", "-"), ("dozen", "-"), ("five ten", "-"), ("twenty thirteen", "-"),
        ("one fifty-five", "-"), ("two million million", "-"), ("one hundred and two hundred", "-"),
        ("two thousand three thousand", "-"), ("twenty eleven", "-"), ("five million two million", "-"),
        ("half the money", "-"), ("second", "-"), ("onerous", "-"), ("tenant", "-"), ("million two", "-"),
        ("zero five", "-"), ("", "-"), ("-five", "-"), ("three point five six thousand two", "-"),
        ("one trillion trillion", "-"),
    ]);
}

#[rustfmt::skip]
#[test]
fn french() {
    table(Language::French, &[
        ("deux millions", "2e6"), ("un million", "1e6"), ("Deux-Millions", "2e6"), ("vingt et un", "21"),
        ("vingt-et-un", "21"), ("trente et une", "31"), ("soixante-dix", "70"), ("soixante et onze", "71"),
        ("soixante-dix-sept", "77"), ("quatre-vingts", "80"), ("quatre vingt", "80"), ("quatre-vingt-un", "81"),
        ("quatre-vingt-dix-neuf", "99"), ("septante et un", "71"), ("huitante-trois", "83"), ("octante", "80"),
        ("nonante-neuf", "99"), ("dix-sept", "17"), ("dix sept", "17"), ("cent", "100"), ("cent un", "101"),
        ("trois cents", "300"), ("cent-vingt-trois", "123"), ("cent quatre-vingt-douze", "192"), ("mille", "1e3"),
        ("deux mille deux cents", "2200"), ("mille cent", "1100"), ("quinze cents", "1500"),
        ("deux millions cinq cent mille", "2500000"), ("mille milliards", "1e12"), ("deux mille milliards", "2e12"),
        ("deux mille cinq cents milliards", "2500e9"), ("trois billions", "3e12"), ("deux millions et demi", "2.5e6"),
        ("un million et demi d'euros", "1.5e6| d'euros"), ("un demi-million", "0.5e6"), ("demi-milliard", "0.5e9"),
        ("un quart de million", "0.25e6"), ("trois quarts de million", "0.75e6"), ("une dizaine", "10~"),
        ("une dizaine de millions", "10e6~"), ("une centaine de milliers", "100e3~"), ("un millier", "1e3~"),
        ("une vingtaine d'euros", "20~| d'euros"), ("une quinzaine de dollars", "15~| de dollars"),
        ("trois douzaines", "36"), ("un virgule cinq", "1.5"), ("deux cent virgule zéro trois", "200.03"),
        ("trois virgule vingt-cinq millions", "3.25e6"), ("zéro", "0"), ("un et demi", "1.5"),
        ("un euro", "1?| euro"), ("une", "1?"), ("cinq-six millions", "5|-six millions"),
        ("vingt et trente", "20| et trente"), ("cinquante cents", "50| cents"), ("neuf", "9"),
        ("cinq cents", "500"), ("quatre-vingt-millions", "80e6"), ("deux millions de dollars", "2e6| de dollars"),
        // refused
        ("million", "-"), ("centaine", "-"), ("des centaines", "-"), ("deux cinq", "-"), ("onze dix", "-"),
        ("millions deux", "-"), ("deux mille mille", "-"), ("demi", "-"), ("neuve", "-"), ("sixième", "-"),
        ("deux millions trois millions", "-"), ("vingt quatre vingt", "-"), ("centime", "-"), ("unité", "-"),
        ("vingt et un trillions trillions", "-"),
    ]);
}

#[rustfmt::skip]
#[test]
fn german() {
    table(Language::German, &[
        ("zwei Millionen", "2e6"), ("eine Million", "1e6"), ("einer Million", "1e6"),
        ("siebenhundertfünfzigtausend", "750e3"), ("zweihunderteinundzwanzig", "221"), ("zwo", "2"),
        ("dreißig", "30"), ("dreissig", "30"), ("zweiunddreissig", "32"), ("fuenf", "5"), ("zwölf", "12"),
        ("zwoelf", "12"), ("zweihundertsechsundfuenfzig", "256"), ("hundert", "100"), ("einhundert", "100"),
        ("tausend", "1e3"), ("eintausendeinhundertfünfzig", "1150"), ("fünfzehnhundert", "1500"),
        ("hundertundeins", "101"), ("tausendundeine", "1001"), ("hundertfünfzig", "150"), ("sieb", "-"),
        ("siebzehn tausend", "17e3"), ("ein hundert", "100"), ("zwei hundert tausend", "200e3"),
        ("fünfhunderttausendsiebenhundertsechsunddreißig", "500736"), ("dreihundert Millionen", "300e6"),
        ("Zwei Millionen dreihundertneunundneunzigtausendfuenfhundertneunundvierzig", "2399549"),
        ("eine halbe Million", "0.5e6"), ("einer halben Milliarde", "0.5e9"), ("halbe Million", "0.5e6"),
        ("eine Viertelmillion", "0.25e6"), ("eine dreiviertel Million", "0.75e6"), ("anderthalb", "1.5"),
        ("anderthalb Millionen", "1.5e6"), ("eineinhalb Milliarden", "1.5e9"), ("zweieinhalb", "2.5"),
        ("zweieinhalb Millionen", "2.5e6"), ("zwei und eine halbe Million", "2.5e6"), ("ein Dutzend", "12"),
        ("fünf Dutzend", "60"), ("ein halbes Dutzend", "6"), ("zwei Komma fünf Millionen", "2.5e6"),
        ("zwei Komma zwei null eins Millionen", "2.201e6"), ("null Komma fünf", "0.5"), ("tausend Milliarden", "1e12"),
        ("drei Billionen", "3e12"), ("ein Euro", "1?| Euro"), ("einen", "1?"), ("eins", "1"),
        ("eins Million", "1e6"), ("ein paar", "1?| paar"), ("zwei und zwanzig", "2| und zwanzig"),
        ("zwei-drei Millionen", "2|-drei Millionen"), ("zwei Millionenstädte", "2| Millionenstädte"),
        // refused
        ("Million", "-"), ("Dutzend", "-"), ("hunderttausende", "-"), ("achtung", "-"), ("zweite", "-"),
        ("elfmal", "-"), ("vierzigzwei", "-"), ("zweizwanzig", "-"), ("zwanzigundzwei", "-"), ("zwei drei", "-"),
        ("zweitausendtausend", "-"), ("hundertzwanzighundert", "-"), ("zweiund", "-"), ("und", "-"), ("unddrei", "-"),
        ("einerlei", "-"), ("zwei Millionen drei Millionen", "-"), ("halbe", "-"), ("vierteljahr", "-"), ("Tausender", "-"),
    ]);
}

#[rustfmt::skip]
#[test]
fn spanish() {
    table(Language::Spanish, &[
        ("dos millones", "2e6"), ("un millón", "1e6"), ("un millon", "1e6"), ("uno", "1"), ("veintiuno", "21"),
        ("veintiún millones", "21e6"), ("veintidós", "22"), ("dieciseis", "16"), ("dieciséis", "16"),
        ("treinta y uno", "31"), ("treinta y un mil", "31e3"), ("cuarenta y cinco", "45"), ("cien", "100"),
        ("ciento dos", "102"), ("ciento veinticinco", "125"), ("doscientas", "200"), ("quinientos mil", "500e3"),
        ("cuatrocientas cuarenta y siete coronas", "447| coronas"), ("novecientos noventa y nueve", "999"),
        ("mil", "1e3"), ("mil cien", "1100"), ("dos mil trescientos cuarenta y siete", "2347"),
        ("mil millones", "1e9"), ("dos mil millones", "2e9"), ("cien mil millones", "100e9"),
        ("dos mil quinientos millones", "2500e6"), ("un billón", "1e12"), ("veintiun billones", "21e12"),
        ("un billón doscientos mil millones", "1200000000000"), ("medio millón", "0.5e6"),
        ("un cuarto de millón", "0.25e6"), ("un millón y medio", "1.5e6"), ("dos millones y medio", "2.5e6"),
        ("tres y medio", "3.5"), ("una docena", "12"), ("media docena", "6"), ("quince docenas", "180"),
        ("una decena de millones", "10e6~"), ("un centenar", "100~"), ("medio centenar", "50~"), ("un millar", "1e3~"),
        ("dos coma cinco", "2.5"), ("dos punto cinco millones", "2.5e6"), ("dos coma cinco mil millones", "2.5e9"),
        ("cuatrocientos cincuenta y dos mil trescientos cuarenta y siete coma veintidos", "452347.22"),
        ("catorce millones quinientos mil", "14500000"), ("doscientos millones una libras", "200000001| libras"),
        ("tres billones cuatrocientos cincuenta y cinco mil doscientos veintiocho millones quinientos mil",
            "3455228500000"),
        ("trescientos   treinta  y   uno", "331"), ("cero", "0"), ("un euro", "1?| euro"), ("una", "1?"),
        ("treinta y cuarenta", "30| y cuarenta"), ("dos-tres millones", "2|-tres millones"),
        // refused
        ("millones", "-"), ("docena", "-"), ("dos tres", "-"), ("mil mil", "-"), ("cien doscientos", "-"),
        ("un billón y medio millón", "1e12| y medio millón"), ("medio", "-"), ("milla", "-"), ("segundo", "-"),
        ("cinco millones dos millones", "-"), ("diez cinco", "-"), ("unos", "-"), ("centavo", "-"), ("miles", "-"),
        ("dos mil y medio", "2e3| y medio"),
    ]);
}

#[rustfmt::skip]
#[test]
fn russian() {
    table(Language::Russian, &[
        ("два миллиона", "2e6"), ("один миллион", "1e6"), ("миллион", "1e6"), ("тысяча", "1e3"), ("тысячу", "1e3"),
        ("одна тысяча", "1e3"), ("пять тысяч", "5e3"), ("сорока двух", "42"), ("сто", "100"), ("сто рублей", "100| рублей"),
        ("двести пятьдесят", "250"), ("двухсот", "200"), ("трёхсот", "300"), ("трехсот", "300"),
        ("девятьсот девяносто девять тысяч", "999e3"), ("четырьмястами", "400"), ("одиннадцать", "11"),
        ("восемнадцать тысяч", "18e3"), ("двадцать один", "21"), ("двадцать одна тысяча", "21e3"),
        ("сто двадцать четыре тысячи четыреста пятьдесят один рубль", "124451| рубль"),
        ("два миллиона пятьсот тысяч", "2500000"), ("три миллиарда", "3e9"), ("пять триллионов", "5e12"),
        ("тысяча миллиардов", "1e12"), ("миллион сто тысяч", "1100000"), ("полтора миллиона", "1.5e6"),
        ("полторы тысячи", "1.5e3"), ("полутора миллиардов", "1.5e9"), ("полмиллиона", "0.5e6"),
        ("пол-миллиона", "0.5e6"), ("полмиллиарда", "0.5e9"), ("полтысячи", "0.5e3"), ("четверть миллиона", "0.25e6"),
        ("два с половиной миллиона", "2.5e6"), ("две тысячи с половиной", "2.5e3"), ("десяток", "10"),
        ("сотня", "100"), ("сотню тысяч", "100e3"), ("два десятка миллионов", "20e6"), ("две сотни", "200"),
        ("полсотни", "50"), ("две целых пять десятых тысячи", "2.5e3"), ("две целых три сотых", "2.03"),
        ("ноль целых и пять десятых миллиона", "0.5e6"), ("одна целая двадцать пять сотых", "1.25"), ("ноль", "0"),
        ("один рубль", "1?| рубль"), ("одной", "1?"), ("два-три миллиона", "2|-три миллиона"), ("СТО", "100"),
        ("семью", "7"), ("пятью миллионами", "5e6"), ("до тысячи", "-"),
        // refused
        ("тысячи", "-"), ("тысяч", "-"), ("миллионы", "-"), ("миллионов", "-"), ("сотни", "-"), ("десятки", "-"),
        ("два три", "-"), ("десять пять", "-"), ("сто двести", "-"), ("два миллиона три миллиона", "-"),
        ("тысяча тысяча", "-"), ("второй", "-"), ("семья", "-"), ("стол", "-"), ("пол", "-"), ("половина рубля", "-"),
        ("две целых сто десятых", "2| целых сто десятых"), ("пять двадцать", "-"),
    ]);
}

#[rustfmt::skip]
#[test]
fn chinese() {
    table(Language::Chinese, &[
        ("六百五十万", "650e4"), ("五", "5"), ("十", "10"), ("十二", "12"), ("一百零五", "105"), ("一百五", "150"),
        ("三万五", "35000"), ("一亿五", "150000000"), ("一万二千", "12000"), ("一万零五", "10005"),
        ("三亿五千万", "350000000"), ("两百亿", "200e8"), ("三万亿", "3e12"), ("二〇二〇", "2020"),
        ("六点五亿", "6.5e8"), ("十五点七", "15.7"), ("一万零十二点一五", "10012.15"), ("一点五千万", "1.5e7"),
        ("一点五千", "1.5|千"), ("零点五", "0.5"), ("肆佰叁拾萬", "430e4"), ("十二万三千亿", "123000e8"),
        ("一百三十五块", "135|块"), ("二十五万", "25e4"), ("壹万二千三百四十五", "12345"), ("半亿", "0.5e8"),
        ("半个亿", "0.5e8"), ("两个亿", "2e8"), ("一个半亿", "1.5e8"), ("二十个亿", "20e8"), ("廿五万", "25e4"),
        ("卅", "30"), ("四萬萬", "4e8"), ("两", "2"), ("五兆六十二億四萬五千二", "5006200045200"),
        ("四千五百六十九万八千三百一十一亿四千八百七十二万五千三百八十二", "4569831148725382"),
        ("七十八万五佰零六", "780506"), ("三百多万", "300|多万"), ("五个", "5|个"), ("一千两百三十四万", "1234e4"),
        ("一百零一万一千", "1011000"), ("两千三百五", "2350"), ("三五六", "356"), ("two million", "2e6"),
        ("五元三角", "5|元三角"), ("half a million", "0.5e6"),
        // refused
        ("万", "-"), ("百元", "-"), ("二三百", "200..300"), ("三五元", "3..5|元"), ("两三元", "2..3|元"), ("十几万", "10|几万"), ("几十万", "1e5<10"),
        ("三百来元", "-"), ("三分之一", "-"), ("六点五十分", "-"), ("元", "-"), ("半", "-"), ("半天", "-"),
        ("三百五千", "-"), ("五百三千万", "-"), ("三亿五亿", "-"), ("零五零三百", "-"), ("百分之五", "-"),
    ]);
    assert_eq!(read(Language::Chinese, &"九".repeat(39), AndWord::Joins), "-");
    assert_eq!(read(Language::Chinese, &"九".repeat(40), AndWord::Joins), "-");
    assert_eq!(read(Language::Chinese, &format!("九{}", "兆".repeat(30)), AndWord::Joins), "-");
}

#[test]
fn and_separates_the_ends_of_a_range() {
    let separated = |language, text| read(language, text, AndWord::Separates);
    assert_eq!(separated(Language::English, "one hundred and two hundred"), "100| and two hundred");
    assert_eq!(separated(Language::English, "one and a half million"), "1.5e6");
    assert_eq!(separated(Language::French, "vingt et un et trente"), "21| et trente");
    assert_eq!(separated(Language::Spanish, "treinta y cinco y cuarenta"), "35| y cuarenta");
    assert_eq!(separated(Language::German, "zwei und drei Millionen"), "2| und drei Millionen");
}

#[test]
fn no_number_begins_within_another_or_after_vague_words() {
    for (language, text, word, value) in [
        (Language::English, "one fifty-five dollars", "fifty", "-"),
        (Language::English, "one twenty-five dollars", "five", "-"),
        (Language::English, "two-three million", "three", "3e6"),
        (Language::English, "In 2016 five million", "five", "5e6"),
        (Language::French, "quelques mille euros", "mille", "-"),
        (Language::French, "5 mille euros", "mille", "-"),
        (Language::French, "soixante-dix euros", "dix", "-"),
        (Language::German, "mehrere tausend Euro", "tausend", "-"),
        (Language::German, "ein paar hundert Euro", "hundert", "-"),
        (Language::German, "rund tausend Euro", "tausend", "1e3| Euro"),
        (Language::Spanish, "varios mil euros", "mil", "-"),
        (Language::Spanish, "unos mil euros", "mil", "1e3| euros"),
        (Language::Russian, "более тысячи рублей", "тысячи", "1e3| рублей"),
        (Language::Russian, "эти тысячи рублей", "тысячи", "-"),
        (Language::Russian, "около миллиона рублей", "миллиона", "1e6| рублей"),
        (Language::Russian, "два-три миллиона", "три", "3e6"),
        (Language::Chinese, "几十万", "十", "-"),
        (Language::Chinese, "总数五百万", "五", "500e4"),
        (Language::Chinese, "第五元", "五", "-"),
        (Language::Chinese, "百分之五", "五", "-"),
        (Language::Chinese, "二三百", "三", "-"),
    ] {
        let at = text.find(word).map(|at| text.get(..at).unwrap().chars().count()).unwrap();
        assert_eq!(read_at(language, text, at, AndWord::Joins), value, "{text}");
    }
}

#[test]
fn halves_and_lower_scales_after_digits() {
    let after = |language, text: &str, unit: Option<i32>| {
        let source = Source::new(text);
        let mut cursor = Cursor::new(&source);
        let two = Numeral::from(2u16);
        let half = match unit {
            Some(unit) => and_a_half_of_unit(&mut cursor, language, two, unit),
            None => and_a_half(&mut cursor, language, two),
        };
        half.map(|half| half.to_string())
    };
    assert_eq!(after(Language::English, " and a half", None).as_deref(), Some("2.5"));
    assert_eq!(after(Language::Russian, " с половиной", None).as_deref(), Some("2.5"));
    assert_eq!(after(Language::French, " et demi", Some(6)).as_deref(), Some("2.5"));
    assert_eq!(after(Language::Spanish, " y medio", Some(6)).as_deref(), Some("2.5"));
    assert_eq!(after(Language::Spanish, " y medio millón", Some(12)), None);
    assert_eq!(after(Language::English, " and a half", Some(3)), None);
    assert_eq!(after(Language::English, " and a halfling", None), None);

    let rest = |language, text: &str, unit| {
        let source = Source::new(text);
        let mut cursor = Cursor::new(&source);
        let sum = continued(&mut cursor, language, Numeral::from(2u16), unit)?;
        Some(format!("{sum}|{}", source.excerpt(cursor.at()..source.len())))
    };
    for (language, text, unit, value) in [
        (Language::English, " 500 thousand dollars", 6, Some("2500000| dollars")),
        (Language::English, " five hundred thousand", 6, Some("2500000|")),
        (Language::French, " 500 mille euros", 6, Some("2500000| euros")),
        (Language::French, " cinq cent mille", 6, Some("2500000|")),
        (Language::English, " 300 million 20 thousand", 9, Some("2300020000|")),
        (Language::Chinese, "五千万元", 8, Some("250000000|元")),
        (Language::English, " two years ago", 6, None),
        (Language::English, " 500", 6, None),
        (Language::English, " 500 million", 6, None),
        (Language::English, ", 500 thousand", 6, None),
        (Language::Chinese, "五元", 8, None),
    ] {
        assert_eq!(rest(language, text, unit).as_deref(), value, "{text}");
    }
}

#[test]
fn tables_are_sorted_and_plain() {
    for language in Language::ALL {
        let vocabulary = vocabulary(language);
        assert!(vocabulary.words.is_sorted_by(|(a, _), (b, _)| a < b), "{language}");
        for (word, meaning) in vocabulary.words {
            let source = Source::new(word);
            let token = vocabulary.token(&Cursor::new(&source));
            assert!(token.is_some_and(|token| token.word == *meaning && token.end.is_at_end()), "{word}");
        }
    }
}
