using System.Security.Cryptography;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;

namespace Kiosk.Registry.Desk;

/// <summary>The authority's own folder: settings and keys. It never leaves the desk; the feed in it, or beside it, is what is served.</summary>
internal sealed class RegistryDesk
{
    public const string SettingsName = "registry.json";
    public const string MarkName = "published.json";

    private const string MeetingSecretName = "keys/meetings.key";
    private const int MeetingSecretLength = 32;
    private const uint OwnerOnly = 0b110_000_000;
    private const int GreatestSettingsLength = 4 * 1024 * 1024;

    private static readonly string[] TopLevelRoles = [RoleName.Root, RoleName.Timestamp, RoleName.Snapshot, RoleName.Targets];

    private RegistryDesk(string folder, DeskSettings settings) => (Folder, Settings) = (folder, settings);

    public string Folder { get; }

    public DeskSettings Settings { get; private set; }

    public string Feed => At(Settings.Feed);

    public PublishingRules Rules => new(Settings.Publications, Settings.Deltas);

    private string SettingsPath => At(SettingsName);

    private string MarkPath => At(MarkName);

    /// <exception cref="RegistryException">There is no desk, or its settings cannot be used.</exception>
    public static RegistryDesk Open(string folder)
    {
        var path = Path.Combine(folder, SettingsName);
        if (!File.Exists(path))
        {
            throw new RegistryException($"{path} is missing: registry init --desk {folder} makes it.");
        }

        if (new FileInfo(path).Length > GreatestSettingsLength)
        {
            throw new RegistryException($"{path} is longer than {GreatestSettingsLength} bytes.");
        }

        var settings = DeskSettings.Parse(File.ReadAllBytes(path), path);
        DeskRules.Check(settings, path);
        return new(Path.GetFullPath(folder), settings);
    }

    /// <summary>Makes settings with one new key a role.</summary>
    /// <exception cref="RegistryException">There is a desk already.</exception>
    public static RegistryDesk Create(string folder, string feed, IReadOnlyList<ProvinceCode> provinces, bool rsa)
    {
        Directory.CreateDirectory(Path.Combine(folder, "keys"));
        var desk = new RegistryDesk(
            Path.GetFullPath(folder),
            new(
                feed,
                new Dictionary<string, KeySettings>(StringComparer.Ordinal),
                new Dictionary<string, RoleSettings>(StringComparer.Ordinal),
                new Dictionary<string, RoleSettings>(StringComparer.Ordinal),
                PublishingRules.Default.Publications,
                PublishingRules.Default.Deltas));
        foreach (var (role, lifetime) in ((string, TimeSpan)[])
            [(RoleName.Root, FeedLifetimes.Root), (RoleName.Timestamp, FeedLifetimes.Timestamp), (RoleName.Snapshot, FeedLifetimes.Snapshot), (RoleName.Targets, FeedLifetimes.Targets)])
        {
            desk.SetNewKey(role, lifetime, rsa);
        }

        foreach (var province in provinces)
        {
            desk.SetNewKey(province.Role, FeedLifetimes.Province, rsa);
        }

        desk.Save();
        return desk;
    }

    /// <summary>The keys, ready to sign.</summary>
    /// <exception cref="RegistryException">A key cannot be used.</exception>
    public FeedSigners ToSigners() => new(
        ToRole(Settings.Roles[RoleName.Root]),
        ToRole(Settings.Roles[RoleName.Timestamp]),
        ToRole(Settings.Roles[RoleName.Snapshot]),
        ToRole(Settings.Roles[RoleName.Targets]),
        Settings.Provinces.ToDictionary(province => ProvinceCode.Parse(province.Key), province => ToRole(province.Value)));

    /// <summary>Every key of the desk that signed this root: with enough of them the next root is signed.</summary>
    public SigningRole SignersOf(RootMetadata root)
    {
        var role = root.Roles[RoleName.Root];
        return new([.. Settings.Keys.Keys.Select(ToSigner).Where(signer => role.KeyIds.Contains(signer.PublicKey.Id))], role.Threshold, TimeSpan.Zero);
    }

    /// <summary>Gives a role one new key in place of the ones it had, which stay in the settings: the old root's still sign the next root.</summary>
    /// <param name="role">root, timestamp, snapshot, targets or province-CODE.</param>
    /// <exception cref="RegistryException">There is no such role.</exception>
    public void Renew(string role, bool rsa)
    {
        var present = TopLevelRoles.Contains(role) ? Settings.Roles[role] : Settings.Provinces.GetValueOrDefault(CodeOf(role));
        SetNewKey(role, (present ?? throw new RegistryException($"{SettingsPath} knows no role {role}.")).Lifetime, rsa);
    }

    /// <summary>What this desk published last.</summary>
    /// <exception cref="RegistryException">It does not say.</exception>
    public PublicationMark ReadMark() => PublicationMark.Read(MarkPath);

    /// <summary>Remembers it, so that an older feed is known for one.</summary>
    public void Remember(PublicationMark mark) => Write(MarkPath, mark.ToJson());

    public void Save() => Write(SettingsPath, Settings.ToJson());

    /// <summary>32 bytes that keys of imported meetings follow from; made when they are first asked for.</summary>
    public byte[] MeetingSecret()
    {
        var path = At(MeetingSecretName);
        if (!File.Exists(path))
        {
            Write(path, RandomNumberGenerator.GetBytes(MeetingSecretLength));
        }

        var secret = File.ReadAllBytes(path);
        return secret.Length == MeetingSecretLength ? secret : throw new RegistryException($"{path} has {secret.Length} bytes, not {MeetingSecretLength}: restore it from a backup.");
    }

    private static string CodeOf(string role) => role.StartsWith("province-", StringComparison.Ordinal) ? role["province-".Length..] : role;

    private SigningRole ToRole(RoleSettings role) => new([.. role.Keys.Select(ToSigner)], role.Threshold, role.Lifetime);

    private ISigner ToSigner(string name)
    {
        var key = Settings.Keys[name];
        try
        {
            return key.Pem is { } pem
                ? PemSigner.FromPem(ReadText(At(pem)))
                : new CommandSigner(key.Command!, TufKey.FromPem(ReadText(At(key.Public!))));
        }
        catch (Exception e) when (e is SigningException or MetadataFormatException)
        {
            throw new RegistryException($"{SettingsPath}: the key {name} cannot be used: {e.Message}", e);
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RegistryException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private void SetNewKey(string role, TimeSpan lifetime, bool rsa)
    {
        var number = 1;
        while (Settings.Keys.ContainsKey($"{role}-{number}") || File.Exists(At($"keys/{role}-{number}.pem")))
        {
            number++;
        }

        var name = $"{role}-{number}";
        Write(At($"keys/{name}.pem"), System.Text.Encoding.ASCII.GetBytes(NewKey(rsa)));
        var keys = new Dictionary<string, KeySettings>(Settings.Keys, StringComparer.Ordinal) { [name] = new(Pem: $"keys/{name}.pem") };
        var settings = new RoleSettings([name], 1, lifetime);
        Settings = TopLevelRoles.Contains(role)
            ? Settings with { Keys = keys, Roles = With(Settings.Roles, role, settings) }
            : Settings with { Keys = keys, Provinces = With(Settings.Provinces, CodeOf(role), settings) };
    }

    private static Dictionary<string, RoleSettings> With(IReadOnlyDictionary<string, RoleSettings> roles, string name, RoleSettings settings) =>
        new(roles, StringComparer.Ordinal) { [name] = settings };

    private static string NewKey(bool rsa)
    {
        using AsymmetricAlgorithm key = rsa ? RSA.Create(3072) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }

    private string At(string path) => Path.Combine(Folder, path);

    /// <summary>Writes beside and renames; only the owner may read it.</summary>
    private static void Write(string path, ReadOnlySpan<byte> content)
    {
        var sync = new DiskSync();
        var beside = path + ".tmp";
        using (var handle = Libc.open(beside, Libc.WriteOnly | Libc.Create | Libc.Truncated | Libc.CloseOnExec, OwnerOnly))
        {
            if (handle.IsInvalid)
            {
                throw new IOException($"{beside} cannot be written: {System.Runtime.InteropServices.Marshal.GetLastPInvokeErrorMessage()}.");
            }

            RandomAccess.Write(handle, content, fileOffset: 0);
        }

        sync.Sync(beside);
        File.Move(beside, path, overwrite: true);
        sync.SyncFolder(Path.GetDirectoryName(path)!);
    }
}
