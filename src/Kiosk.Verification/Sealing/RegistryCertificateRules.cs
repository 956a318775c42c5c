using System.Security.Cryptography.X509Certificates;
using Kiosk.Words;

namespace Kiosk.Verification.Sealing;

/// <summary>The rules for the certificate to which journals are sealed (RSAES-OAEP, RFC 4055). Ignores its dates: records must be sealed whatever the clock says.</summary>
internal static class RegistryCertificateRules
{
    private const int MinKeySize = 2048;

    /// <returns>A sentence; null if terminals can seal to it.</returns>
    public static Phrase? FindObjection(X509Certificate2 registry)
    {
        using var key = registry.GetRSAPublicKey();
        if (key is null || key.KeySize < MinKeySize)
        {
            return new($"Chứng thư số của cơ quan đăng ký phải có khóa RSA ít nhất {MinKeySize} bit.", $"The registry's certificate must hold an RSA key of at least {MinKeySize} bits.");
        }

        var usage = registry.Extensions.OfType<X509KeyUsageExtension>().SingleOrDefault();
        return usage is null || usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyEncipherment)
            ? null
            : new($"Chứng thư số của cơ quan đăng ký dùng cho {usage.KeyUsages}, không dùng cho keyEncipherment.", $"The registry's certificate is for {usage.KeyUsages}, not for keyEncipherment.");
    }
}
