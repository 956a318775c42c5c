using System.Text;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Files;
using Kiosk.Source.Files;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.Desk;

/// <summary>The keys of a desk as signers. A private key is searched for where <c>registry.json</c> says and in further folders, and opened only when it has to sign.</summary>
/// <param name="folders">Further folders with key files, such as a USB stick.</param>
/// <param name="notices">Receives a notice about a key that others can read.</param>
internal sealed class KeyRing(RegistryDesk desk, IReadOnlyList<string> folders, PassPhrases passPhrases, IProgress<Phrase>? notices = null)
{
    private const int MaxKeyLength = 64 * 1024;

    private readonly Dictionary<string, ISigner> signers = new(StringComparer.Ordinal);

    /// <exception cref="RegistryException">A key cannot be used.</exception>
    public FeedSigners ToSigners() => new(
        ToRole(desk.Settings.Roles[RoleName.Root]),
        ToRole(desk.Settings.Roles[RoleName.Timestamp]),
        ToRole(desk.Settings.Roles[RoleName.Snapshot]),
        ToRole(desk.Settings.Roles[RoleName.Targets]),
        desk.Settings.Provinces.ToDictionary(province => ProvinceCode.Parse(province.Key), province => ToRole(province.Value)));

    /// <summary>The desk's keys that may sign for this root.</summary>
    public SigningRole SignersOf(RootMetadata root)
    {
        var role = root.Roles[RoleName.Root];
        return new([.. desk.Settings.Keys.Keys.Select(ToSigner).Where(signer => role.KeyIds.Contains(signer.PublicKey.Id))], role.Threshold, TimeSpan.Zero);
    }

    /// <summary>Which key has to sign for a province and is not on this machine.</summary>
    /// <returns>Null if enough of its keys are, or none is missing.</returns>
    /// <exception cref="RegistryException">A key cannot be used.</exception>
    public Phrase? AbsenceFor(ProvinceCode province)
    {
        var role = ToRole(desk.Settings.Provinces[province.Text]);
        return role.CanSign ? null : role.Signers.OfType<KeyFile>().Select(key => key.Absence).FirstOrDefault(absence => absence is not null);
    }

    /// <exception cref="RegistryException">The file cannot be read.</exception>
    internal static string ReadText(string path)
    {
        if (!Path.Exists(path))
        {
            throw new RegistryException(new($"không có {path}: hãy khôi phục từ bản sao lưu.", $"{path} is missing: restore it from a backup."));
        }

        return Encoding.UTF8.GetString(BoundedFile.Read(path, MaxKeyLength));
    }

    private SigningRole ToRole(RoleSettings role) => new([.. role.Keys.Select(ToSigner)], role.Threshold, role.Lifetime);

    private ISigner ToSigner(string name) => signers.TryGetValue(name, out var signer) ? signer : signers[name] = Load(name, desk.Settings.Keys[name]);

    private ISigner Load(string name, KeySettings key)
    {
        try
        {
            return key.Pem is { } pem ? LoadFile(name, key, pem) : new CommandSigner(key.Command!, ReadPublic(name, desk.At(key.Public!)));
        }
        catch (SentenceException e) when (e is SigningException or MetadataFormatException)
        {
            throw new RegistryException(new($"Không dùng được khóa {name}: {e.Sentence.Vietnamese}", $"The key {name} cannot be used: {e.Message}"), e);
        }
    }

    private KeyFile LoadFile(string name, KeySettings key, string pem)
    {
        var wanted = desk.At(pem);
        var path = folders.Select(folder => Path.Combine(folder, Path.GetFileName(pem))).Append(wanted).FirstOrDefault(Path.Exists);
        if (path is not null && PrivateFile.IsOpenToOthers(path))
        {
            notices?.Report(new($"người khác ngoài chủ sở hữu cũng đọc được {path}: chmod 600 {path}", $"{path} can be read by others than its owner: chmod 600 {path}"));
        }

        return new(name, wanted, path, PublicKeyOf(name, key, path), passPhrases);
    }

    private TufKey ReadPublic(string name, string path)
    {
        try
        {
            return TufKey.FromPem(ReadText(path));
        }
        catch (MetadataFormatException e)
        {
            var remedy = RemedyFor(name);
            throw new RegistryException(
                new(
                    $"Không dùng được {path}, nửa công khai của khóa {name}: {e.Sentence.Vietnamese} {Capital(remedy.Vietnamese)}.",
                    $"{path}, the public half of the key {name}, cannot be used: {e.Message} {Capital(remedy.English)}."),
                e);
        }
    }

    private Phrase RemedyFor(string name) => desk.Settings.Provinces.FirstOrDefault(province => province.Value.Keys.Contains(name)).Key is { } code
        ? new($"hãy khôi phục từ bản sao lưu, hoặc nếu khóa chưa từng được tạo thì tạo bằng registry init --desk {desk.Folder} --province {code}", $"restore it from a backup, or, if it was never made, make it by registry init --desk {desk.Folder} --province {code}")
        : new("hãy khôi phục từ bản sao lưu", "restore it from a backup");

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];

    // An older desk has only private keys, without public halves next to them.
    private TufKey PublicKeyOf(string name, KeySettings key, string? path)
    {
        if (key.Public is { } publicKey)
        {
            return Path.Exists(desk.At(publicKey)) ? ReadPublic(name, desk.At(publicKey)) : throw new RegistryException(new($"không có {desk.At(publicKey)}: {RemedyFor(name).Vietnamese}.", $"{desk.At(publicKey)} is missing: {RemedyFor(name).English}."));
        }

        using var signer = PemSigner.FromPem(passPhrases.Open(
            ReadText(path ?? throw new SigningException(new($"không có {desk.At(key.Pem!)}, và {RegistryDesk.SettingsName} không nêu tệp \"public\" cho {name}.", $"{desk.At(key.Pem!)} is missing, and {RegistryDesk.SettingsName} names no \"public\" file for {name}."))), path));
        return signer.PublicKey;
    }
}
