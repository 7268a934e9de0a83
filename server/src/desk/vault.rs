//! The vault: secrets that must be read again are stored encrypted, with a key that lies beside the store, not in it.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::random::Random;

/// The key's file in the data folder. A copy of the store alone gives no secret away.
const FILE: &str = "vault.key";
/// Bytes of the key.
const KEY: usize = 32;

/// Encrypts and decrypts.
pub(crate) struct Vault(LessSafeKey);

impl Vault {
    /// The data folder's vault; its key is made at the first start.
    ///
    /// # Errors
    /// Where the key cannot be read or written, or is none.
    pub(crate) fn open(folder: &Path, random: &dyn Random) -> io::Result<Self> {
        let path = folder.join(FILE);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut key = vec![0; KEY];
                random.fill(&mut key).map_err(io::Error::other)?;
                // Whole or not at all: half a key would lose every secret.
                let new = path.with_extension("new");
                let mut file =
                    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
                file.write_all(&key)?;
                file.sync_all()?;
                fs::rename(&new, &path)?;
                fs::File::open(folder)?.sync_all()?;
                key
            }
            Err(error) => return Err(error),
        };
        Self::with(&bytes).ok_or_else(|| {
            let message = format!("{} is damaged; put it back from a backup", path.display());
            io::Error::new(io::ErrorKind::InvalidData, message)
        })
    }

    fn with(key: &[u8]) -> Option<Self> {
        UnboundKey::new(&CHACHA20_POLY1305, key).ok().map(|key| Self(LessSafeKey::new(key)))
    }

    /// `text` encrypted; `of` has to be named again to read it, so that nothing can be put in another's place.
    pub(crate) fn seal(&self, text: &str, of: &str, random: &dyn Random) -> Option<Vec<u8>> {
        let mut nonce = [0; NONCE_LEN];
        random.fill(&mut nonce).ok()?;
        let mut sealed = text.as_bytes().to_vec();
        let unique = Nonce::assume_unique_for_key(nonce);
        self.0.seal_in_place_append_tag(unique, Aad::from(of.as_bytes()), &mut sealed).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    /// What was sealed; none where another key or name did it, or it is damaged.
    pub(crate) fn unseal(&self, sealed: &[u8], of: &str) -> Option<String> {
        let (nonce, rest) = sealed.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut rest = rest.to_vec();
        let text = self.0.open_in_place(nonce, Aad::from(of.as_bytes()), &mut rest).ok()?;
        String::from_utf8(text.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::random::SystemRandom;

    #[test]
    fn a_secret_is_read_again_under_its_own_name_and_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let vault = Vault::open(folder.path(), &SystemRandom).unwrap();
        let sealed = vault.seal("a secret", "site 1", &SystemRandom).unwrap();
        assert!(!sealed.windows(8).any(|part| part == b"a secret"));
        let again = Vault::open(folder.path(), &SystemRandom).unwrap();
        assert_eq!(again.unseal(&sealed, "site 1").as_deref(), Some("a secret"));
        assert_eq!(again.unseal(&sealed, "site 2"), None);
        let other = Vault::with(&[7; KEY]).unwrap();
        assert_eq!(other.unseal(&sealed, "site 1"), None);
        for cut in 0..sealed.len() {
            assert_eq!(again.unseal(&sealed[..cut], "site 1"), None);
        }
        let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "nobody else reads the key");
    }

    #[test]
    fn half_a_key_is_said_to_be_damaged_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), [1; 9]).unwrap();
        let error = Vault::open(folder.path(), &SystemRandom).err().unwrap();
        assert!(error.to_string().contains("damaged"), "{error}");
        assert_eq!(fs::read(folder.path().join(FILE)).unwrap(), [1; 9]);
    }
}
