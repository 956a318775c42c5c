using System.Security.Cryptography;
using Kiosk.Feed.Records;
using Kiosk.Trials.Pki;

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

    /// <summary>The member's record, as in the feed.</summary>
    public byte[] Sealed() => MemberSeal.Seal(member, uuid, Key.PublicKey.ExportSubjectPublicKeyInfo());

    public void Dispose() => Key.Dispose();
}
