using System.Security.Cryptography.X509Certificates;
using Kiosk.Words;

namespace Kiosk.Verification.Sealing;

/// <summary>What the certificate must be that journals are sealed to (RSAES-OAEP, RFC 4055). Its dates are not looked at: a record must be sealed, whatever the clock says.</summary>
internal static class RegistryCertificateRules
{
    private const int MinKeySize = 2048;

    /// <returns>A sentence; null where terminals can seal to it.</returns>
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
