using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Files;
using Kiosk.Source.Problems;

namespace Kiosk.Registry.Desk;

/// <summary>
/// The audience keys of a desk: <c>keys/audience-PROVINCE-EPOCH.pem</c>, PKCS #8, under the pass phrase of the province's signing key where that is under one. Earlier epochs stay, so that the desk can read what it published.
/// </summary>
/// <param name="published">What the desk published last; null before that, or without a desk's feed.</param>
internal sealed class AudienceKeyRing(RegistryDesk desk, PassPhrases passPhrases, PublishedFeed? published) : IDisposable
{
    private const string Label = "PRIVATE KEY";

    // hmacWithSHA256 (RFC 8018, B.1.2): the container wants an algorithm, and this is the one that the secret is used with.
    private static readonly Oid Algorithm = new("1.2.840.113549.2.9");

    private readonly Dictionary<(ProvinceCode Province, int Epoch), AudienceKey> opened = [];

    /// <summary>The newest key; the first one is made when it is first asked for.</summary>
    /// <exception cref="RegistryException">The key that was published under is missing, or a key cannot be used.</exception>
    public AudienceKey NewestOf(ProvinceCode province) => FindNewestOf(province) ?? Make(province, 1);

    /// <summary>The newest key, for looking only: none is made.</summary>
    /// <returns>Null before the first one is made.</returns>
    /// <inheritdoc cref="NewestOf"/>
    public AudienceKey? FindNewestOf(ProvinceCode province) => Math.Max(NewestEpochOf(province), PublishedEpochOf(province)) is > 0 and var epoch ? Of(province, epoch) : null;

    /// <summary>Makes the key of the next epoch. The next publication of the province is sealed under it.</summary>
    public AudienceKey Begin(ProvinceCode province) => Make(province, Math.Max(NewestEpochOf(province), PublishedEpochOf(province)) + 1);

    /// <exception cref="RegistryException">The key is missing or cannot be used.</exception>
    public AudienceKey Of(ProvinceCode province, int epoch)
    {
        if (opened.TryGetValue((province, epoch), out var known))
        {
            return known;
        }

        var path = PathOf(province, epoch);
        if (!Path.Exists(path))
        {
            throw new RegistryException(new(
                $"không có {path}, là khóa niêm phong dữ liệu đã phát hành của tỉnh {province}: hãy khôi phục từ bản sao lưu, hoặc bắt đầu khóa mới bằng registry rotate --audience {province} --desk {desk.Folder} rồi phát hành lại với --shrink.",
                $"{path}, the key under which the data of {province} was published, is missing: restore it from a backup, or begin a new one by registry rotate --audience {province} --desk {desk.Folder} and publish again with --shrink."));
        }

        var secret = Read(path);
        opened[(province, epoch)] = new(province.Text, epoch, secret);
        CryptographicOperations.ZeroMemory(secret);
        return opened[(province, epoch)];
    }

    /// <summary>Overwrites the keys in memory.</summary>
    public void Dispose()
    {
        foreach (var key in opened.Values)
        {
            key.Dispose();
        }

        opened.Clear();
    }

    /// <summary>Whether the key is here and under no pass phrase.</summary>
    public bool IsOpen(ProvinceCode province, int epoch) => PathOf(province, epoch) is var path && Path.Exists(path) && !EncryptedPem.IsEncrypted(KeyRing.ReadText(path));

    /// <returns>0 before the first publication.</returns>
    public int PublishedEpochOf(ProvinceCode province) => published?.SetsOf(province).Select(set => set.Result.Epoch).DefaultIfEmpty().Max() ?? 0;

    /// <summary>The epoch of the newest key at the desk; 0 if there is none.</summary>
    public int NewestEpochOf(ProvinceCode province)
    {
        var (beginning, folder) = ($"audience-{province}-", Path.GetDirectoryName(PathOf(province, 1))!);
        return !Directory.Exists(folder) ? 0 : Directory.EnumerateFiles(folder, beginning + "*.pem")
            .Select(path => int.TryParse(Path.GetFileNameWithoutExtension(path)[beginning.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : 0)
            .DefaultIfEmpty().Max();
    }

    private string PathOf(ProvinceCode province, int epoch) => desk.At(string.Create(CultureInfo.InvariantCulture, $"keys/audience-{province}-{epoch}.pem"));

    private AudienceKey Make(ProvinceCode province, int epoch)
    {
        var key = AudienceKey.Create(province.Text, epoch);
        var info = new Pkcs8PrivateKeyInfo(Algorithm, algorithmParameters: null, key.ExportSecret()).Encode();
        var pem = PassPhraseOf(province) is { } phrase ? EncryptedPem.Encrypt(info, phrase) : PemEncoding.WriteString(Label, info);
        var path = PathOf(province, epoch);
        PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
        PrivateFile.Write(path, Encoding.ASCII.GetBytes(pem + "\n"));
        CryptographicOperations.ZeroMemory(info);
        return opened[(province, epoch)] = key;
    }

    /// <returns>Null where the province's signing key is not under a pass phrase, or not a file here.</returns>
    private char[]? PassPhraseOf(ProvinceCode province) =>
        desk.Settings.Provinces.GetValueOrDefault(province.Text)?.Keys.Select(name => desk.Settings.Keys[name].Pem).OfType<string>().Select(desk.At).FirstOrDefault(File.Exists) is { } path
            ? passPhrases.PhraseOf(KeyRing.ReadText(path), path)
            : null;

    private byte[] Read(string path)
    {
        var pem = passPhrases.Open(KeyRing.ReadText(path), path);
        try
        {
            var fields = PemEncoding.Find(pem);
            var info = Pkcs8PrivateKeyInfo.Decode(Convert.FromBase64String(pem[fields.Base64Data]), out _);
            return info.AlgorithmId.Value == Algorithm.Value && info.PrivateKeyBytes.Length == AudienceKey.SecretLength ? info.PrivateKeyBytes.ToArray() : throw Unusable(path, null);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or FormatException)
        {
            throw Unusable(path, e);
        }
    }

    private static RegistryException Unusable(string path, Exception? cause) =>
        RegistryException.In(path, new("đây không phải khóa niêm phong dữ liệu của một tỉnh: hãy khôi phục từ bản sao lưu.", "this is not the key that a province's data is sealed under: restore it from a backup."), cause);
}
