using System.Security.Cryptography;
using Kiosk.Identity;
using Kiosk.Identity.Receipts;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.Identity;

/// <summary>This terminal's signed statement of the software that it runs.</summary>
internal static class SoftwareStatement
{
    /// <exception cref="KeyStoreException">The key cannot be used.</exception>
    /// <exception cref="CryptographicException">The key cannot sign.</exception>
    public static (RunningSoftware Software, string SignedText) Make(string terminalId, ECDsa key, DateTimeOffset now)
    {
        var software = new RunningSoftware(terminalId, InstalledSoftware.Version, InstalledSoftware.ReadRootHash(), DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()));
        return (software, software.SignedWith(key));
    }
}
