using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Registry.Sources;

/// <summary>What the authority publishes, as files.</summary>
/// <remarks>
/// <code>
/// profile.json                         the card profile
/// policy.json                          optional: the sync policy
/// registry.crt                         what journals are sealed to (.crt, .der or .pem)
/// procedures.json                      optional: the catalogue
/// anchors/*.crt  issuers/*.crt         trust anchors, issuing CAs (.crt, .der or .pem)
/// crls/*.crl                           revocations (.crl, .der or .pem)
/// provinces/CODE/members.csv           MembersCsv, and what certificates it names
/// provinces/CODE/meetings/             MeetingFiles
/// </code>
/// </remarks>
internal sealed class SourceFolder(string folder, Func<byte[]> meetingSecret, IProgress<string>? progress)
{
    private const int GreatestJsonLength = 4 * 1024 * 1024;
    private const int GreatestCrlLength = 128 * 1024 * 1024;
    private const int MembersPerReport = 25_000;

    private static readonly string[] CertificateEndings = [".crt", ".der", ".pem"];
    private static readonly string[] CrlEndings = [".crl", ".der", ".pem"];

    /// <exception cref="RegistryException">A file is not what it should be.</exception>
    public FeedContent Read(CancellationToken cancellationToken)
    {
        Check();
        var national = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal)
        {
            [TargetPaths.Profile] = ReadJson("profile.json"),
            [TargetPaths.Policy] = ReadPolicy(),
            [TargetPaths.Registry] = ReadRegistry(),
            [TargetPaths.Procedures] = ReadProcedures(),
        };
        AddAll(national, "anchors", CertificateEndings, TargetPaths.Anchors, TargetPaths.CertificateEnding, ReadCertificate);
        AddAll(national, "issuers", CertificateEndings, TargetPaths.Issuers, TargetPaths.CertificateEnding, ReadCertificate);
        AddAll(national, "crls", CrlEndings, TargetPaths.Crls, TargetPaths.CrlEnding, ReadCrl);
        return new(national, ReadProvinces(cancellationToken));
    }

    private void Check()
    {
        if (!Directory.Exists(folder))
        {
            throw new RegistryException($"There is no folder {folder}.");
        }

        string[] known = ["profile.json", "policy.json", "procedures.json", "registry.crt", "registry.der", "registry.pem", "anchors", "issuers", "crls", "provinces"];
        if (Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal).FirstOrDefault(path => !known.Contains(Path.GetFileName(path))) is { } stranger)
        {
            throw new RegistryException($"{stranger} has no place in a source folder: {string.Join(", ", known)}.");
        }
    }

    // What the profile means is the terminal's to judge; that it is JSON is all that both ends share.
    private byte[] ReadJson(string name)
    {
        var path = Path.Combine(folder, name);
        var json = SourceText.Read(path, GreatestJsonLength);
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Object ? json : throw RegistryException.At(path, 1, "a JSON object was expected.");
        }
        catch (JsonException e)
        {
            throw RegistryException.At(path, (e.LineNumber ?? 0) + 1, "this is not JSON.");
        }
    }

    private byte[] ReadPolicy()
    {
        var path = Path.Combine(folder, "policy.json");
        if (!File.Exists(path))
        {
            return SyncPolicy.Default.ToJson();
        }

        var json = SourceText.Read(path, SyncPolicy.GreatestLength);
        try
        {
            SyncPolicy.Parse(json);
            return json;
        }
        catch (TargetFormatException e)
        {
            throw new RegistryException($"{path}: {e.Message}", e);
        }
    }

    private byte[] ReadProcedures()
    {
        var path = Path.Combine(folder, "procedures.json");
        if (!File.Exists(path))
        {
            return "[]"u8.ToArray();
        }

        var json = SourceText.Read(path, GreatestJsonLength);
        try
        {
            ProcedureRules.Check(SourceText.Parse(json, RecordJson.Procedures, path));
            return json;
        }
        catch (RecordException e)
        {
            throw new RegistryException($"{path}: {e.Message}", e);
        }
    }

    private byte[] ReadRegistry()
    {
        var files = CertificateEndings.Select(ending => Path.Combine(folder, "registry" + ending)).Where(File.Exists).ToList();
        return files.Count == 1 ? ReadCertificate(files[0]) : throw new RegistryException($"{Path.Combine(folder, "registry.crt")} is {(files.Count == 0 ? "missing" : "there under two endings")}.");
    }

    private void AddAll(Dictionary<string, ReadOnlyMemory<byte>> national, string subfolder, string[] endings, string targetFolder, string targetEnding, Func<string, byte[]> read)
    {
        foreach (var path in SourceText.Files(Path.Combine(folder, subfolder), endings))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (name.Length is 0 or > 100 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            {
                throw new RegistryException($"{path}: a name has 1 to 100 letters, digits, '-', '_' and '.'.");
            }

            if (!national.TryAdd(targetFolder + name + targetEnding, read(path)))
            {
                throw new RegistryException($"{path} is there under two endings.");
            }
        }
    }

    private static byte[] ReadCertificate(string path)
    {
        var der = CertificateFile.Unwrap(SourceText.Read(path, CertificateFile.GreatestLength), "CERTIFICATE", path);
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.RawDataMemory.Span.SequenceEqual(der) ? der : throw new RegistryException($"{path} holds more than one certificate.");
        }
        catch (CryptographicException e)
        {
            throw new RegistryException($"{path} is not a certificate.", e);
        }
    }

    // The outermost shape of RFC 5280, 5.1: a file put into the wrong folder is noticed here, a bad signature by every terminal.
    private static byte[] ReadCrl(string path)
    {
        var der = CertificateFile.Unwrap(SourceText.Read(path, GreatestCrlLength), "X509 CRL", path);
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            var list = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            list.ReadSequence();
            list.ReadSequence();
            list.ReadBitString(out _);
            list.ThrowIfNotEmpty();
            return der;
        }
        catch (AsnContentException e)
        {
            throw new RegistryException($"{path} is not a certificate revocation list.", e);
        }
    }

    private List<ProvinceContent> ReadProvinces(CancellationToken cancellationToken)
    {
        var provinces = new List<ProvinceContent>();
        var path = Path.Combine(folder, "provinces");
        foreach (var province in (Directory.Exists(path) ? Directory.GetFileSystemEntries(path) : []).Order(StringComparer.Ordinal))
        {
            provinces.Add(ProvinceCode.TryParse(Path.GetFileName(province), out var code) && Directory.Exists(province)
                ? ReadProvince(province, code, cancellationToken)
                : throw new RegistryException($"{province} is not the folder of a province: its name is 1 to {ProvinceCode.GreatestLength} lower-case letters, digits and hyphens."));
        }

        return provinces;
    }

    private ProvinceContent ReadProvince(string province, ProvinceCode code, CancellationToken cancellationToken)
    {
        var path = Path.Combine(province, MembersCsv.Name);
        var members = File.Exists(path) ? SealedMembers.Read(path, new MemberProgress(progress, code), cancellationToken) : SealedMembers.None;
        var (meetings, rosters) = MeetingFiles.Read(Path.Combine(province, "meetings"), members, new(meetingSecret, code.Text), cancellationToken);
        return new(code, [new(DataClass.Members, members.Rows), new(DataClass.Meetings, meetings), new(DataClass.Rosters, rosters)]);
    }

    private sealed class MemberProgress(IProgress<string>? progress, ProvinceCode province) : IProgress<int>
    {
        private int reported;

        public void Report(int value)
        {
            var step = value / MembersPerReport;
            if (progress is not null && step > reported)
            {
                reported = step;
                progress.Report($"{province}: {value} members sealed …");
            }
        }
    }
}
