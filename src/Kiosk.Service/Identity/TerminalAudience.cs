using System.Security.Cryptography;
using Kiosk.Feed.Sealing;
using Kiosk.Identity;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.Identity;

/// <summary>Opens what the feed seals to this terminal with its decryption key.</summary>
internal static class TerminalAudience
{
    /// <param name="keys">Must live as long as the keyring.</param>
    public static AudienceKeyring KeyringOf(string terminalId, IKeyStore keys) => new(terminalId, () => RecipientOf(keys, peer => Agree(keys, peer)));

    /// <summary>For a verb: opens the keys in the data folder for each use.</summary>
    public static AudienceKeyring KeyringIn(KioskFolders folders, KeyStoreSettings settings, string terminalId) => new(terminalId, () =>
    {
        using var keys = Open(folders, settings);
        return RecipientOf(keys, peer =>
        {
            using var again = Open(folders, settings);
            return Agree(again, peer);
        });
    });

    private static HpkeRecipient RecipientOf(IKeyStore keys, Func<ECDiffieHellmanPublicKey, byte[]> agree) => new(keys.DecryptionKey.ExportSubjectPublicKeyInfo(), agree);

    private static byte[] Agree(IKeyStore keys, ECDiffieHellmanPublicKey peer)
    {
        try
        {
            return keys.Agree(peer);
        }
        catch (KeyStoreException e)
        {
            throw new SealException(e.Message, e);
        }
    }

    private static IKeyStore Open(KioskFolders folders, KeyStoreSettings settings)
    {
        try
        {
            return KeyStore.Find(folders.DeviceKeyFile, settings, files: null) ?? throw new SealException("This terminal has no keys yet.");
        }
        catch (KeyStoreException e)
        {
            throw new SealException(e.Message, e);
        }
    }
}
