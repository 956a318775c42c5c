using System.Security.Cryptography.X509Certificates;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Identity.Enrolment;

namespace Kiosk.Collector.Enrolling;

/// <summary>Lets terminals enrol at this collector: a CA in its folder that signs terminals only, and the register of who may. The desk hands the CA over; to try things out one is made up.</summary>
internal sealed class EnrolmentDesk : IDisposable
{
    private const string RegisterFolder = "terminals";

    private readonly TerminalAuthority authority;
    private readonly TerminalRegister register;
    private readonly string former;

    private EnrolmentDesk(TerminalAuthority authority, TerminalRegister register, string former)
    {
        (this.authority, this.register, this.former) = (authority, register, former);
        Endpoint = new(register, authority);
    }

    public EnrolmentEndpoint Endpoint { get; }

    /// <summary>SubjectPublicKeyInfo of the CA that signs here, DER.</summary>
    public byte[] AuthorityKey => authority.SubjectPublicKeyInfo;

    /// <summary>The CA, those above it, and those that it replaced, whose certificates are good until they expire; owned by the caller.</summary>
    public X509Certificate2Collection Authorities
    {
        get
        {
            X509Certificate2Collection all = [.. authority.Certificates.Select(der => X509CertificateLoader.LoadCertificate(der))];
            all.ImportFromPem(former);
            return all;
        }
    }

    /// <param name="data">The collector's folder.</param>
    /// <param name="makesUp">Whether a CA is made up if there is none.</param>
    /// <returns>Null if there is no CA: terminals enrol at the desk.</returns>
    /// <exception cref="EnrolmentException">The CA cannot be used.</exception>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public static EnrolmentDesk? Open(string data, bool makesUp, IDurableFiles files, TimeProvider time)
    {
        var kept = new AuthorityFiles(data, files);
        if (!kept.Exist)
        {
            if (!makesUp)
            {
                return null;
            }

            using var made = TerminalAuthority.Create("Terminals (try-out)", time.GetUtcNow());
            kept.Write(made.ExportKeyPem(), made.ExportCertificatesPem());
        }

        return new(kept.Load(), new(Path.Combine(kept.Folder, RegisterFolder), files, time, "collector enrol"), kept.Former);
    }

    /// <summary>What the desk is to list: the enrolments in force, signed here.</summary>
    /// <exception cref="EnrolmentException">The register cannot be read.</exception>
    public TerminalHandover HandOver() => new([authority.Certificates[0], .. FormerCertificates(), .. authority.Certificates.Skip(1)], [.. register.All().Where(terminal => terminal.Current is not null).Select(terminal => new HandedTerminal(terminal.Province, terminal.Current!))]);

    /// <summary>Applies the desk's revocations to terminals that enrolled here, so that none of them renews.</summary>
    /// <exception cref="EnrolmentException">The register cannot be read or changed.</exception>
    public void Apply(IEnumerable<TerminalRecord> listed)
    {
        foreach (var record in listed.Where(record => record.Revoked is not null))
        {
            if (register.Find(record.Id)?.Current is { } current && KeyOf(current).SequenceEqual(KeyOf(record)))
            {
                register.Revoke(record.Id, record.Revoked!.Reason);
            }
        }
    }

    /// <summary>Lets one terminal enrol once.</summary>
    /// <exception cref="EnrolmentException">The id or door cannot be one, or the terminal is enrolled elsewhere.</exception>
    public EnrolmentToken Invite(string id, ProvinceCode province, string? door, CollectorAddress collector) => register.Add(id, province, door, collector);

    /// <summary>Whether a certificate is still that of its terminal: false once the register revoked or replaced it. A terminal that enrolled at the desk is not in it.</summary>
    /// <exception cref="EnrolmentException">The register cannot be read.</exception>
    public bool IsInForce(string id, X509Certificate2 certificate) =>
        !TerminalRecordRules.IsId(id) || register.Find(id) is not { } terminal || (terminal.Current is { } current && TerminalCertificate.Parse(current.SigningCertificate).SubjectPublicKeyInfo.Span.SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    /// <summary>Why the register revoked a terminal's key; null if it did not, or does not know it.</summary>
    /// <exception cref="EnrolmentException">The register cannot be read.</exception>
    public TerminalRevocation? RevocationOf(string id, ReadOnlySpan<byte> subjectPublicKeyInfo) => Enrolment(id, subjectPublicKeyInfo)?.Revoked;

    /// <summary>Whether the register has another key in force for a terminal, or knows that this one was revoked.</summary>
    /// <exception cref="EnrolmentException">The register cannot be read.</exception>
    public bool IsReplaced(string id, ReadOnlySpan<byte> subjectPublicKeyInfo) =>
        TerminalRecordRules.IsId(id) && (Enrolment(id, subjectPublicKeyInfo) is { } known ? known.Revoked is not null : register.Find(id)?.Current is not null);

    public void Dispose() => authority.Dispose();

    private IEnumerable<byte[]> FormerCertificates()
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(former);
        return certificates.Select(certificate => certificate.RawData);
    }

    private TerminalRecord? Enrolment(string id, ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        foreach (var one in TerminalRecordRules.IsId(id) ? register.Find(id)?.Enrolments ?? [] : [])
        {
            if (KeyOf(one).SequenceEqual(subjectPublicKeyInfo))
            {
                return one;
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> KeyOf(TerminalRecord record) => TerminalCertificate.Parse(record.SigningCertificate).SubjectPublicKeyInfo.Span;
}
