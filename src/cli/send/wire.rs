//! The bytes to and from a mail server, encrypted or not: nothing that it says is longer, and no step takes longer, than
//! it may.
//!
//! The time limit of a socket begins anew with every byte, and whoever reads to the end of a line reads one without end
//! until memory is gone. So everything read and written, certificates too, is held to one moment and one count of bytes.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs as _};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::crypto::ring;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use rustls_platform_verifier::BuilderVerifierExt;

/// More bytes than the answer to any step, the certificates of a server included.
const LONGEST: usize = 128 << 10;
/// The least time that an address of a server is given.
const SHORTEST: Duration = Duration::from_millis(1);

/// The server says more than any mail server does.
#[derive(Debug, thiserror::Error)]
#[error("its answer is longer than any of a mail server's")]
pub(super) struct TooLong;

/// A connection to a mail server.
pub(super) enum Wire {
    Plain(Bounded),
    Encrypted(Box<StreamOwned<ClientConnection, Bounded>>),
}

/// A socket on which everything is over at one moment, and after so many bytes from the other side.
pub(super) struct Bounded {
    socket: TcpStream,
    until: Instant,
    left: usize,
}

impl Wire {
    /// Connects to the first address of a server that answers, all within `time`, of which each has its share.
    pub(super) fn open(host: &str, port: u16, time: Duration) -> io::Result<Self> {
        let addresses: Vec<SocketAddr> = (host, port).to_socket_addrs()?.collect();
        let until = Instant::now() + time;
        let mut failed = io::Error::other("its name has no address");
        for (address, open) in addresses.iter().zip((1..=addresses.len()).rev()) {
            let share = left_until(until)? / u32::try_from(open).unwrap_or(u32::MAX);
            match TcpStream::connect_timeout(address, share.max(SHORTEST)) {
                Ok(socket) => return Ok(Self::Plain(Bounded { socket, until, left: LONGEST })),
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }

    /// The same connection encrypted, with a certificate for that name which this machine trusts.
    pub(super) fn encrypted(self, host: &str) -> io::Result<Self> {
        let mut bounded = match self {
            Self::Plain(bounded) => bounded,
            Self::Encrypted(_) => return Ok(self),
        };
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(BuilderVerifierExt::with_platform_verifier)
            .map_err(io::Error::other)?
            .with_no_client_auth();
        let mut connection = ClientConnection::new(Arc::new(config), name).map_err(io::Error::other)?;
        while connection.is_handshaking() {
            connection.complete_io(&mut bounded)?;
        }
        Ok(Self::Encrypted(Box::new(StreamOwned::new(connection, bounded))))
    }

    pub(super) fn is_encrypted(&self) -> bool {
        matches!(self, Self::Encrypted(_))
    }

    /// From now on, so much time for everything, and [`LONGEST`] for what the server says.
    pub(super) fn allow(&mut self, time: Duration) {
        let bounded = self.bounded();
        bounded.until = Instant::now() + time;
        bounded.left = LONGEST;
    }

    /// What comes next, as far as it is there; never nothing.
    pub(super) fn read(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; 4 << 10];
        let count = match self {
            Self::Plain(bounded) => bounded.read(&mut bytes),
            Self::Encrypted(stream) => stream.read(&mut bytes),
        }?;
        bytes.truncate(count);
        if bytes.is_empty() { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(bytes) }
    }

    /// What comes within `time`, which may be nothing.
    pub(super) fn read_within(&mut self, time: Duration) -> io::Result<Vec<u8>> {
        let until = self.bounded().until;
        self.bounded().until = until.min(Instant::now() + time);
        let read = self.read();
        self.bounded().until = until;
        match read {
            Err(error) if error.kind() == io::ErrorKind::TimedOut => Ok(Vec::new()),
            read => read,
        }
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(bounded) => bounded.write_all(bytes),
            Self::Encrypted(stream) => stream.write_all(bytes).and_then(|()| stream.flush()),
        }
    }

    fn bounded(&mut self) -> &mut Bounded {
        match self {
            Self::Plain(bounded) => bounded,
            Self::Encrypted(stream) => &mut stream.sock,
        }
    }
}

impl Read for Bounded {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let most = bytes.len().min(self.left);
        let bytes = bytes.get_mut(..most).filter(|bytes| !bytes.is_empty()).ok_or_else(|| io::Error::other(TooLong))?;
        self.socket.set_read_timeout(Some(left_until(self.until)?))?;
        let count = self.socket.read(bytes).map_err(timed_out)?;
        self.left -= count;
        Ok(count)
    }
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.socket.set_write_timeout(Some(left_until(self.until)?))?;
        self.socket.write(bytes).map_err(timed_out)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The time left, which is never nothing: a socket takes that for no limit.
fn left_until(moment: Instant) -> io::Result<Duration> {
    let left = moment.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
    left.ok_or_else(|| io::ErrorKind::TimedOut.into())
}

/// What the system says when the time of a socket is over depends on the system.
fn timed_out(error: io::Error) -> io::Error {
    if error.kind() == io::ErrorKind::WouldBlock { io::ErrorKind::TimedOut.into() } else { error }
}
