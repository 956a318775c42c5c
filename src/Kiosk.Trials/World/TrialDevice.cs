using System.Security.Cryptography;
using Kiosk.Feed.Sealing;

namespace Kiosk.Trials.World;

/// <summary>The decryption key of a made-up terminal, in memory only. Never disposed of: it is as long-lived as the run.</summary>
internal sealed class TrialDevice(string id)
{
    private readonly ECDiffieHellman key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public string Id { get; } = id;

    /// <summary>As the feed lets it in.</summary>
    public AudienceReader Reader => new(Id, key.ExportSubjectPublicKeyInfo());

    public HpkeRecipient Recipient() => new(key.ExportSubjectPublicKeyInfo(), key.DeriveRawSecretAgreement);
}
