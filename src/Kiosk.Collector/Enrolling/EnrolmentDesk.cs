using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Identity.Enrolment;

namespace Kiosk.Collector.Enrolling;

/// <summary>Lets terminals enrol at this collector: a CA in its folder that signs terminals only, and the register of who may. The desk hands the CA over; to try things out one is made up.</summary>
internal sealed class EnrolmentDesk : IDisposable
{
    private const string FolderName = "enrolment";
    private const string KeyFile = "ca.key";
    private const string CertificatesFile = "ca.pem";
    private const string RegisterFolder = "terminals";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TerminalAuthority authority;
    private readonly TerminalRegister register;

    private EnrolmentDesk(TerminalAuthority authority, TerminalRegister register)
    {
        (this.authority, this.register) = (authority, register);
        Endpoint = new(register, authority);
    }

    public EnrolmentEndpoint Endpoint { get; }

    /// <summary>The CA and those above it; owned by the caller.</summary>
    public X509Certificate2Collection Authorities => [.. authority.Certificates.Select(der => X509CertificateLoader.LoadCertificate(der))];

    /// <param name="data">The collector's folder.</param>
    /// <param name="makesUp">Whether a CA is made up if there is none.</param>
    /// <returns>Null if there is no CA: terminals enrol at the desk.</returns>
    /// <exception cref="EnrolmentException">The CA cannot be used.</exception>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public static EnrolmentDesk? Open(string data, bool makesUp, IDurableFiles files, TimeProvider time)
    {
        var folder = Path.Combine(data, FolderName);
        var (key, certificates) = (Path.Combine(folder, KeyFile), Path.Combine(folder, CertificatesFile));
        if (!File.Exists(certificates))
        {
            if (!makesUp)
            {
                return null;
            }

            using var made = TerminalAuthority.Create("Terminals (try-out)", time.GetUtcNow());
            DurableFolder.Create(folder, files);
            files.Replace(key, Encoding.ASCII.GetBytes(made.ExportKeyPem()));
            File.SetUnixFileMode(key, OwnerOnly);
            files.Replace(certificates, Encoding.ASCII.GetBytes(made.ExportCertificatesPem()));
        }

        return new(TerminalAuthority.Load(File.ReadAllText(key), File.ReadAllText(certificates)), new(Path.Combine(folder, RegisterFolder), files, time));
    }

    /// <summary>Lets one terminal enrol once.</summary>
    /// <exception cref="EnrolmentException">The id or door cannot be one, or the terminal is enrolled elsewhere.</exception>
    public EnrolmentToken Invite(string id, ProvinceCode province, string? door, CollectorAddress collector) => register.Add(id, province, door, collector);

    /// <summary>Whether a certificate is still that of its terminal: false once the register revoked or replaced it. A terminal that enrolled at the desk is not in it.</summary>
    /// <exception cref="EnrolmentException">The register cannot be read.</exception>
    public bool IsInForce(string id, X509Certificate2 certificate) =>
        !TerminalRecordRules.IsId(id) || register.Find(id) is not { } terminal || (terminal.Current is { } current && TerminalCertificate.Parse(current.SigningCertificate).SubjectPublicKeyInfo.Span.SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    public void Dispose() => authority.Dispose();
}
