using Kiosk.Identity;
using Kiosk.Identity.Opening;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.Identity;

/// <summary>The key of the key store that guards this terminal's cache.</summary>
internal static class CacheKey
{
    public static byte[] Of(IKeyStore keys) => keys.Secret.Derive("cache");

    /// <param name="cacheFolder">As in a data folder, where the terminal's keys lie beside it.</param>
    /// <returns>Null if the terminal has no keys yet, or this user cannot use them.</returns>
    public static byte[]? Beside(string cacheFolder, KeyStoreSettings settings)
    {
        var data = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(cacheFolder))) ?? "/";
        try
        {
            using var keys = KeyStore.Find(new KioskFolders(data).DeviceKeyFile, settings, files: null);
            return keys is null ? null : Of(keys);
        }
        catch (KeyStoreException)
        {
            return null;
        }
    }
}
