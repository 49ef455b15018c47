//! Bytes on their way: a client that stops sending or stops reading loses its connection, not our memory.

use std::future::Future as _;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

/// A socket whose reader must go on reading. Reading has no limit here: between two requests and before a head the
/// server's own timer runs, and a body has [`IsiBerbatas`].
pub(super) struct Arus {
    soket: TcpStream,
    batas: Duration,
    tunggu: Option<Pin<Box<Sleep>>>,
    /// Bytes wait to be read by the client: such a connection is not idle.
    tertunda: Arc<AtomicBool>,
}

impl Arus {
    pub(super) fn baru(soket: TcpStream, batas: Duration, tertunda: Arc<AtomicBool>) -> Self {
        Arus { soket, batas, tunggu: None, tertunda }
    }

    /// Starts the timer when nothing could be written, stops it when something could.
    fn jaga<T>(&mut self, cx: &mut Context<'_>, hasil: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if hasil.is_ready() {
            self.tunggu = None;
            self.tertunda.store(false, Ordering::Relaxed);
            return hasil;
        }
        self.tertunda.store(true, Ordering::Relaxed);
        let batas = self.batas;
        let tunggu = self.tunggu.get_or_insert_with(|| Box::pin(sleep(batas)));
        match tunggu.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl AsyncRead for Arus {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        isi: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.soket).poll_read(cx, isi)
    }
}

impl AsyncWrite for Arus {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, isi: &[u8]) -> Poll<io::Result<usize>> {
        let hasil = Pin::new(&mut self.soket).poll_write(cx, isi);
        self.jaga(cx, hasil)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.soket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.soket).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        isi: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let hasil = Pin::new(&mut self.soket).poll_write_vectored(cx, isi);
        self.jaga(cx, hasil)
    }

    fn is_write_vectored(&self) -> bool {
        self.soket.is_write_vectored()
    }
}

/// A request's body that must keep coming: no pause longer than `jeda`, and after the first `jeda` no less than
/// `laju` bytes a second on average.
pub(super) struct IsiBerbatas {
    isi: Incoming,
    jeda: Duration,
    laju: u64,
    mulai: Instant,
    bita: u64,
    tunggu: Option<Pin<Box<Sleep>>>,
}

impl IsiBerbatas {
    pub(super) fn baru(isi: Incoming, jeda: Duration, laju: u64) -> Self {
        IsiBerbatas { isi, jeda, laju, mulai: Instant::now(), bita: 0, tunggu: None }
    }

    fn terlalu_lambat(&self) -> bool {
        let lewat = self.mulai.elapsed();
        lewat > self.jeda && self.bita < lewat.as_secs().saturating_mul(self.laju)
    }
}

impl HttpBody for IsiBerbatas {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let lambat = || Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::TimedOut).into())));
        match Pin::new(&mut self.isi).poll_frame(cx) {
            Poll::Ready(Some(Ok(bagian))) => {
                self.tunggu = None;
                let panjang = bagian.data_ref().map_or(0, Bytes::len);
                self.bita = self.bita.saturating_add(u64::try_from(panjang).unwrap_or(u64::MAX));
                if self.terlalu_lambat() && !self.isi.is_end_stream() {
                    return lambat();
                }
                Poll::Ready(Some(Ok(bagian)))
            }
            Poll::Ready(lain) => Poll::Ready(lain.map(|h| h.map_err(Into::into))),
            Poll::Pending => {
                let jeda = self.jeda;
                let tunggu = self.tunggu.get_or_insert_with(|| Box::pin(sleep(jeda)));
                match tunggu.as_mut().poll(cx) {
                    Poll::Ready(()) => lambat(),
                    Poll::Pending => Poll::Pending,
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.isi.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.isi.size_hint()
    }
}
