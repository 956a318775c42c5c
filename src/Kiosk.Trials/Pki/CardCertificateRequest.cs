using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Trials.Pki;

/// <summary>What an authority puts into a card's certificate.</summary>
/// <param name="Uuid">The card's UUID.</param>
/// <param name="NotBefore">Whole seconds.</param>
/// <param name="NotAfter">Whole seconds.</param>
internal sealed record CardCertificateRequest(Guid Uuid, PublicKey PublicKey, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    /// <summary>Big-endian magnitude; left out, the authority draws one.</summary>
    public ReadOnlyMemory<byte>? SerialNumber { get; init; }

    /// <summary>25 bytes, where the card has a FASC-N.</summary>
    public ReadOnlyMemory<byte>? FascN { get; init; }

    /// <summary>Takes the place of the extensions of PKI-CAK; the authority's key identifier is added in either case.</summary>
    public IReadOnlyList<X509Extension>? Extensions { get; init; }
}
