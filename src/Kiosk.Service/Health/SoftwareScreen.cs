using System.Security.Cryptography;
using Kiosk.Identity;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Service.Time;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Health;

/// <summary>Builds the screen that says what this terminal runs, signed by its key.</summary>
internal sealed class SoftwareScreen(KioskOptions options, IKeyStore keys, ClockMonitor clock)
{
    /// <returns>Without a signature where the key cannot be used: what runs is shown all the same.</returns>
    public Screen.Software Now()
    {
        var now = clock.Read().Instant;
        return new(options.TerminalId, InstalledSoftware.Version, InstalledSoftware.ReadRootHash(), SignedText(now), now);
    }

    private string? SignedText(DateTimeOffset now)
    {
        try
        {
            return SoftwareStatement.Make(options.TerminalId, keys.SigningKey, now).SignedText;
        }
        catch (Exception e) when (e is KeyStoreException or CryptographicException)
        {
            return null;
        }
    }
}
