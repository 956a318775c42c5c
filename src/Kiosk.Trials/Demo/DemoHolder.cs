using System.Security.Cryptography;
using Kiosk.Feed.Records;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;

namespace Kiosk.Trials.Demo;

/// <summary>A synthetic member with a key, a UUID and, if one of the cards needs it, a certificate.</summary>
internal sealed class DemoHolder(KeyKind kind, Member member) : IDisposable
{
    private readonly byte[] uuid = RandomNumberGenerator.GetBytes(16);

    public KeyPair Key { get; } = KeyPair.Create(kind);

    public CardTag Tag => CardTag.Of(uuid);

    /// <summary>The certificate request for this holder's card.</summary>
    public CardCertificateRequest Request(DateTimeOffset notBefore, DateTimeOffset notAfter) =>
        new(new Guid(uuid, bigEndian: true), Key.PublicKey, notBefore, notAfter);

    /// <summary>Puts the member's record into the feed.</summary>
    public void Enter(TrialFeed feed) => feed.PutMember(member, uuid, Key.PublicKey.ExportSubjectPublicKeyInfo());

    public void Dispose() => Key.Dispose();
}
