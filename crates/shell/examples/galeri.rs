//! A tiny server that shows the gallery of parts: `cargo run -p balai-shell --example galeri`, then open
//! `http://localhost:8090/_komponen`. With `?`-less cookie `balai_sesi=siti` the staff frame appears.
#![expect(clippy::expect_used, reason = "an example may stop with a message")]

use balai_shell::{Rangka, TampilanDaerah};

#[path = "../tests/bantuan/mod.rs"]
mod bantuan;

#[tokio::main]
async fn main() {
    let warna = std::env::args().nth(1);
    let daerah = TampilanDaerah { warna, ..bantuan::bandung() };
    let rangka = Rangka::baru(bantuan::pengaturan(vec![Box::new(bantuan::Contoh)], vec![daerah]));
    let router = rangka.expect("the example's parts fit").router();
    let pendengar = tokio::net::TcpListener::bind("127.0.0.1:8090").await.expect("port 8090 is free");
    println!("http://localhost:8090/_komponen");
    axum::serve(pendengar, router).await.expect("the server runs");
}
