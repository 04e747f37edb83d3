//! Read the amounts of an article, and make a ledger file of them that a person goes on with.
//!
//! The article is ours; its figures are those of the case `luoyang`.

use adspend::check::Report;
use adspend::currency::Currency;
use adspend::file::{read_text, skeleton};
use adspend::text::{Language, Reader};

const ARTICLE: &str = "\
Entre fin 2018 et début 2020, neuf comtés de Luoyang se sont offert un « centre de médias intégrés ».
Mengjin y a mis 6,5 millions de yuans (environ 972 000 dollars), Yanshi 2,9 millions de yuans
pour 600 000 habitants, Xin’an 10 millions de yuans. À Yichuan, la facture est de 3,05 millions de yuans ; à Ruyang,
de 3,45 millions de yuans ; à Luoning, de 4,5 millions de yuans. Luanchuan a payé 8,05 millions de yuans, le comté de Song
3,3 millions de yuans et Yibin 3,4 millions de yuans.
Au total, les neuf centres ont coûté 45,15 millions de yuans (environ 6,74 millions de dollars).
";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // In this article, dollars are those of the United States.
    let reader = Reader::new(Language::French).with_currencies([Currency::USD]);
    let mentions = reader.find(ARTICLE);
    for (index, mention) in mentions.iter().enumerate() {
        let reading = mention.reading();
        let words = ARTICLE.get(reading.span()).ok_or("spans are those of the text")?;
        let currency = reading.currency().ok_or("every currency is settled")?;
        let gloss = mention.gloss_of().map_or(String::new(), |of| format!(", restates #{of}"));
        println!("#{index} {words}: {} {currency}{gloss}", reading.amount());
    }

    // 600,000 people are no amount.
    assert_eq!(mentions.len(), 12);
    let file = skeleton(&reader, ARTICLE, &mentions);
    println!("\n{file}");

    // It can be checked as it is: the total that the article states is the sum of the nine figures before it.
    let ledger = read_text("skeleton.toml", &file, &mut |_| Ok(Vec::new()))?;
    for check in &Report::of(&ledger).checks {
        println!("{check}");
    }
    Ok(())
}
