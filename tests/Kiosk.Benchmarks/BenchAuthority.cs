using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Trials.Pki;

namespace Kiosk.Benchmarks;

/// <summary>Issues validly signed card certificates that share a key and differ in the UUID.</summary>
internal sealed class BenchAuthority : IDisposable
{
    private readonly CertificateAuthority authority;
    private readonly byte[] body;
    private readonly byte[] algorithm;

    /// <summary>Where the UUID stands: in the subject and in subjectAltName.</summary>
    private readonly List<int> places;

    /// <param name="uuid">The placeholder in the template, replaced by each card's UUID.</param>
    public BenchAuthority(string uuid)
    {
        var now = TimeProvider.System.GetUtcNow();
        authority = CertificateAuthority.CreateRoot("CN=Bench CA", now.AddDays(-10), now.AddDays(3650));
        Certificate = authority.Certificate.ToArray();
        Trust = SHA256.HashData(Certificate);

        using var card = KeyPair.Create(KeyKind.P256);
        CardKey = card.PublicKey.ExportSubjectPublicKeyInfo();
        var template = authority.IssueCard(new(Guid.Parse(uuid), card.PublicKey, now.AddDays(-1), now.AddDays(365)));
        var fields = new AsnReader(template, AsnEncodingRules.DER).ReadSequence();
        body = fields.ReadEncodedValue().ToArray();
        algorithm = fields.ReadEncodedValue().ToArray();
        var sought = Encoding.ASCII.GetBytes(uuid);
        places = [.. Enumerable.Range(0, body.Length - sought.Length).Where(place => body.AsSpan(place).StartsWith(sought))];
    }

    /// <summary>DER.</summary>
    public byte[] Certificate { get; }

    /// <summary>Identifies this authority to <see cref="Kiosk.Registry.Judging.VerifiedCards"/>.</summary>
    public byte[] Trust { get; }

    /// <summary>The SubjectPublicKeyInfo shared by all cards.</summary>
    public byte[] CardKey { get; }

    public byte[] Issue(Guid uuid)
    {
        var text = Encoding.ASCII.GetBytes(uuid.ToString());
        places.ForEach(place => text.CopyTo(body.AsSpan(place)));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(body);
            writer.WriteEncodedValue(algorithm);
            writer.WriteBitString(authority.Key.SignatureGenerator.SignData(body, HashAlgorithmName.SHA256));
        }

        return writer.Encode();
    }

    public void Dispose() => authority.Dispose();
}
