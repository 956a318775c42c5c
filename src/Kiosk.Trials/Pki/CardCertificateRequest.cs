using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Trials.Pki;

/// <summary>The content of a card certificate.</summary>
/// <param name="Uuid">The card's UUID.</param>
/// <param name="NotBefore">Whole seconds.</param>
/// <param name="NotAfter">Whole seconds.</param>
internal sealed record CardCertificateRequest(Guid Uuid, PublicKey PublicKey, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>Big-endian magnitude; random by default.</summary>
    public ReadOnlyMemory<byte>? SerialNumber { get; init; }

    /// <summary>25 bytes, if the card has a FASC-N.</summary>
    public ReadOnlyMemory<byte>? FascN { get; init; }

    /// <summary>Replaces the PKI-CAK extensions; the authority's key identifier is always added.</summary>
    public IReadOnlyList<X509Extension>? Extensions { get; init; }
}
