using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Identity.Enrolment;
using Kiosk.Registry.Files;
using Kiosk.Source.Files;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Desk;

/// <summary>The terminals of a desk: the register in <c>terminals/</c> and the CA that signs them, made when the first terminal is added.</summary>
internal sealed class TerminalDesk(RegistryDesk desk)
{
    /// <summary>The CA's key; its certificate lies beside it.</summary>
    public const string KeyName = "keys/terminals.pem";

    private const string CertificateName = "keys/terminals.crt";
    private const string RegisterName = "terminals";
    private const string AuthoritiesName = "keys/terminal-authorities.json";
    private const int MaxCertificatesLength = 64 * 1024;

    public TerminalRegister Register { get; } = new(desk.At(RegisterName), new DurableFiles(), TimeProvider.System);

    /// <summary>The CAs that were handed to collectors.</summary>
    public AuthorityRegister Authorities { get; } = new(desk.At(AuthoritiesName), TimeProvider.System);

    /// <summary>Whether the register is kept here; a machine that renews the timestamp has none.</summary>
    public bool HasRegister => Directory.Exists(desk.At(RegisterName));

    public bool HasAuthority => Path.Exists(desk.At(CertificateName));

    /// <summary>The only province of the desk, or the one that is named.</summary>
    /// <exception cref="RegistryException">It is not one of the desk's, or must be named.</exception>
    public ProvinceCode ProvinceOf(string? given)
    {
        var codes = desk.Settings.Provinces.Keys.Order(StringComparer.Ordinal).ToList();
        return codes.SingleOrDefault(code => given is null ? codes.Count == 1 : code == given) is { } found
            ? ProvinceCode.Parse(found)
            : throw new RegistryException(new(
                $"Hãy nêu tỉnh của thiết bị bằng --province: bàn phát hành có {string.Join(", ", codes)}.",
                $"Name the terminal's province with --province: the desk has {string.Join(", ", codes)}."));
    }

    /// <param name="passPhrase">Null leaves the key unencrypted.</param>
    public void MakeAuthority(char[]? passPhrase)
    {
        using var authority = TerminalAuthority.Create($"Kiosk terminals {RandomNumberGenerator.GetHexString(8)}", TimeProvider.System.GetUtcNow());
        var pem = authority.ExportKeyPem();
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        // The certificate last: where it is, the key is too.
        PrivateFile.Write(desk.At(KeyName), Encoding.ASCII.GetBytes(passPhrase is null ? pem : EncryptedPem.Encrypt(key.ExportPkcs8PrivateKey(), passPhrase) + "\n"));
        PrivateFile.Write(desk.At(CertificateName), Encoding.ASCII.GetBytes(authority.ExportCertificatesPem()));
    }

    /// <summary>DER of the root of the desk's CA; empty without one.</summary>
    public ReadOnlySpan<byte> Root
    {
        get
        {
            if (!HasAuthority)
            {
                return [];
            }

            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(Encoding.ASCII.GetString(BoundedFile.Read(desk.At(CertificateName), MaxCertificatesLength)));
            return certificates[^1].RawData;
        }
    }

    /// <param name="keyPath">Where the CA's key lies.</param>
    /// <exception cref="RegistryException">A file is missing.</exception>
    /// <exception cref="SigningException">No pass phrase opens the key.</exception>
    /// <exception cref="EnrolmentException">Key and certificate do not belong together.</exception>
    public TerminalAuthority OpenAuthority(string keyPath, PassPhrases passPhrases)
    {
        if (!HasAuthority)
        {
            throw new RegistryException(new("Bàn phát hành chưa có CA cho các thiết bị: registry terminal add tạo CA khi thêm thiết bị đầu tiên.", "The desk has no CA for terminals yet: registry terminal add makes it with the first terminal."));
        }

        var pem = passPhrases.Open(KeyRing.ReadText(keyPath), keyPath);
        return TerminalAuthority.Load(pem, Encoding.ASCII.GetString(BoundedFile.Read(desk.At(CertificateName), MaxCertificatesLength)));
    }

    /// <summary>The enrolled terminals of a province, which are let in to its data.</summary>
    public IEnumerable<AudienceReader> ReadersOf(ProvinceCode province) =>
        Register.All().Where(terminal => terminal.Province == province.Text).SelectMany(terminal => terminal.Enrolments).Where(enrolment => enrolment.Revoked is null).Select(AudienceReader.Of);
}
