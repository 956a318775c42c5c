using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Verification.Sealing;

/// <summary>What the certificate must be that journals are sealed to (RSAES-OAEP, RFC 4055). Its dates are not looked at: a record must be sealed, whatever the clock says.</summary>
internal static class RegistryCertificateRules
{
    private const int MinKeySize = 2048;

    /// <returns>A sentence; null where terminals can seal to it.</returns>
    public static string? FindObjection(X509Certificate2 registry)
    {
        using var key = registry.GetRSAPublicKey();
        if (key is null || key.KeySize < MinKeySize)
        {
            return $"The registry's certificate must hold an RSA key of at least {MinKeySize} bits.";
        }

        var usage = registry.Extensions.OfType<X509KeyUsageExtension>().SingleOrDefault();
        return usage is null || usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyEncipherment)
            ? null
            : $"The registry's certificate is for {usage.KeyUsages}, not for keyEncipherment.";
    }
}
