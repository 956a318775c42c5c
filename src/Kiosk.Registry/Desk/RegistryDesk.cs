using System.Security.Cryptography;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Files;
using Kiosk.Source.Files;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.Desk;

/// <summary>The authority's own folder: settings and keys. It never leaves the desk; only the feed in it or next to it is served.</summary>
internal sealed class RegistryDesk
{
    public const string SettingsName = "registry.json";
    public const string MarkName = "published.json";
    public const string PendingRootName = "root.pending.json";

    public const string VerifiedName = "verified.cards";

    private const string MeetingSecretName = "keys/meetings.key";
    private const int MeetingSecretLength = 32;
    private const int MaxSettingsLength = 4 * 1024 * 1024;

    private static readonly string[] TopLevelRoles = [RoleName.Root, RoleName.Timestamp, RoleName.Snapshot, RoleName.Targets];

    /// <summary><c>registry.json</c> as read; null for a new desk.</summary>
    private readonly byte[]? found;

    private readonly List<string> keysMade = [];
    private bool isSaved;

    private RegistryDesk(string folder, DeskSettings settings, byte[]? found) => (Folder, Settings, this.found) = (folder, settings, found);

    public string Folder { get; }

    public DeskSettings Settings { get; private set; }

    public string Feed => At(Settings.Feed);

    public PublishingRules Rules => new(Settings.Publications, Settings.Deltas);

    /// <summary>The next root while too few holders of root keys have signed it (<see cref="RootPublisher"/>).</summary>
    public string PendingRoot => At(PendingRootName);

    /// <summary>Members' certificates verified for the last publication.</summary>
    public string VerifiedPath => At(VerifiedName);

    private string SettingsPath => At(SettingsName);

    private string MarkPath => At(MarkName);

    /// <summary>Whether there is a desk.</summary>
    /// <exception cref="RegistryException">It is not a folder.</exception>
    public static bool IsAt(string folder) => Path.Exists(folder) && !Directory.Exists(folder)
        ? throw RegistryException.In(folder, new("đây không phải thư mục: --desk nêu thư mục riêng của cơ quan, có registry.json và các khóa.", "this is no folder: --desk names the authority's own folder, with registry.json and the keys."))
        : Path.Exists(Path.Combine(folder, SettingsName));

    /// <exception cref="RegistryException">There is no desk, or its settings cannot be used.</exception>
    public static RegistryDesk Open(string folder)
    {
        var path = Path.Combine(folder, SettingsName);
        if (!IsAt(folder))
        {
            throw new RegistryException(new($"không có {path}: hãy tạo bằng registry init --desk {folder}", $"{path} is missing: registry init --desk {folder} makes it."));
        }

        var json = BoundedFile.Read(path, MaxSettingsLength);
        var settings = DeskSettings.Parse(json, path);
        DeskRules.Check(settings, path);
        return new(Path.GetFullPath(folder), settings, json);
    }

    public static Phrase NoFeed(string folder) => new($"{folder} chưa có nguồn dữ liệu: hãy tạo bằng registry init.", $"{folder} holds no feed yet: registry init makes it.");

    /// <summary>Creates settings with one new key per role.</summary>
    /// <exception cref="RegistryException">A desk already exists.</exception>
    public static RegistryDesk Create(string folder, string feed, IReadOnlyList<ProvinceCode> provinces, NewKeys keys)
    {
        // Not private, because a web server reads the feed below it.
        Directory.CreateDirectory(folder);
        PrivateFile.CreateFolder(Path.Combine(folder, "keys"));
        var desk = new RegistryDesk(
            Path.GetFullPath(folder),
            new(
                feed,
                new Dictionary<string, KeySettings>(StringComparer.Ordinal),
                new Dictionary<string, RoleSettings>(StringComparer.Ordinal),
                new Dictionary<string, RoleSettings>(StringComparer.Ordinal),
                PublishingRules.Default.Publications,
                PublishingRules.Default.Deltas),
            found: null);
        desk.Change(() =>
        {
            foreach (var (role, lifetime) in ((string, TimeSpan)[])
                [(RoleName.Root, FeedLifetimes.Root), (RoleName.Timestamp, FeedLifetimes.Timestamp), (RoleName.Snapshot, FeedLifetimes.Snapshot), (RoleName.Targets, FeedLifetimes.Targets)])
            {
                desk.SetNewKey(role, lifetime, keys);
            }

            desk.SetNewKeys(provinces, keys);
        });
        return desk;
    }

    /// <summary>Those that nobody can sign for: not in the settings, or added by hand with keys that do not exist.</summary>
    public IReadOnlyList<ProvinceCode> WithoutKey(IEnumerable<ProvinceCode> provinces) =>
        [.. provinces.Distinct().Where(province => !Settings.Provinces.TryGetValue(province.Text, out var role) || role.Keys.All(IsUnmade))];

    /// <summary>The desk's feed. Refuses anything but files among its metadata, because reading could block.</summary>
    /// <exception cref="RegistryException">Something there is not a file.</exception>
    public FeedTree OpenFeed()
    {
        var metadata = Path.Combine(Feed, "metadata");
        foreach (var path in Directory.Exists(metadata) ? Directory.EnumerateFileSystemEntries(metadata) : [])
        {
            BoundedFile.Open(path, long.MaxValue).Dispose();
        }

        return new(Feed, new DiskSync());
    }

    /// <summary>Gives each of them one new key, effective with the next publication.</summary>
    public void AddProvinces(IReadOnlyList<ProvinceCode> provinces, NewKeys keys) => Change(() => SetNewKeys(provinces, keys));

    /// <summary>Performs an operation completely, or restores registry.json and the keys; unless a new root that names them is already in force.</summary>
    public async Task<T> ChangeAsync<T>(FeedTree tree, Func<Task<T>> change)
    {
        var root = tree.NewestVersionOf(RoleName.Root);
        try
        {
            return await change().ConfigureAwait(false);
        }
        catch when (tree.NewestVersionOf(RoleName.Root) == root)
        {
            Undo();
            throw;
        }
    }

    /// <summary>Replaces a role's keys with one new key. The old ones stay in the settings: the old root's keys still sign the next root.</summary>
    /// <param name="role">root, timestamp, snapshot, targets or province-CODE.</param>
    /// <exception cref="RegistryException">There is no such role.</exception>
    public void Renew(string role, NewKeys keys)
    {
        var present = TopLevelRoles.Contains(role) ? Settings.Roles[role] : Settings.Provinces.GetValueOrDefault(CodeOf(role));
        SetNewKey(role, (present ?? throw new RegistryException(new($"{SettingsPath} không có vai trò {role}: các vai trò là {RoleNames()}; registry init --province thêm một tỉnh.", $"{SettingsPath} knows no role {role}: roles are {RoleNames()}; registry init --province adds a province."))).Lifetime, keys);
    }

    /// <summary>The last publication from this desk.</summary>
    /// <exception cref="RegistryException">It does not say.</exception>
    public PublicationMark ReadMark() => PublicationMark.Read(MarkPath);

    /// <summary>Records it, so that an older feed is recognised.</summary>
    public void Remember(PublicationMark mark) => PrivateFile.Write(MarkPath, mark.ToJson());

    public void Save()
    {
        isSaved = true;
        PrivateFile.Write(SettingsPath, Settings.ToJson());
    }

    /// <summary>Keeps the changes, whatever fails later.</summary>
    public void Keep()
    {
        keysMade.Clear();
        isSaved = false;
    }

    /// <summary>Resolves a path relative to the desk's folder.</summary>
    internal string At(string path) => Path.Combine(Folder, path);

    /// <summary>Whether the settings name the province.</summary>
    public bool SignsFor(ProvinceCode province) => Settings.Provinces.ContainsKey(province.Text);

    /// <summary>32 bytes from which keys of imported meetings are derived; created on first use.</summary>
    public byte[] MeetingSecret()
    {
        var path = At(MeetingSecretName);
        if (!Path.Exists(path))
        {
            PrivateFile.Write(path, RandomNumberGenerator.GetBytes(MeetingSecretLength));
        }

        var secret = BoundedFile.Read(path, MeetingSecretLength);
        return secret.Length == MeetingSecretLength ? secret : throw new RegistryException(new($"{path} có {secret.Length} byte, không phải {MeetingSecretLength}: hãy khôi phục từ bản sao lưu.", $"{path} has {secret.Length} bytes, not {MeetingSecretLength}: restore it from a backup."));
    }

    private string RoleNames() => string.Join(", ", TopLevelRoles.Concat(Settings.Provinces.Keys.Order(StringComparer.Ordinal).Select(code => $"province-{code}")));

    private void Change(Action change)
    {
        try
        {
            change();
            Save();
        }
        catch
        {
            Undo();
            throw;
        }
    }

    private void Undo()
    {
        keysMade.ForEach(File.Delete);
        if (isSaved && found is null)
        {
            File.Delete(SettingsPath);
        }
        else if (isSaved)
        {
            PrivateFile.Write(SettingsPath, found);
        }
    }

    private bool IsUnmade(string key) => Settings.Keys[key] is { Pem: { } pem } settings && !File.Exists(At(pem)) && !(settings.Public is { } half && File.Exists(At(half)));

    private void SetNewKeys(IEnumerable<ProvinceCode> provinces, NewKeys keys)
    {
        foreach (var province in provinces)
        {
            SetNewKey(province.Role, Settings.Provinces.TryGetValue(province.Text, out var role) ? role.Lifetime : FeedLifetimes.Province, keys);
        }
    }

    private static string CodeOf(string role) => role.StartsWith("province-", StringComparison.Ordinal) ? role["province-".Length..] : role;

    private void SetNewKey(string role, TimeSpan lifetime, NewKeys newKeys)
    {
        var number = 1;
        while (Settings.Keys.ContainsKey($"{role}-{number}") || File.Exists(At($"keys/{role}-{number}.pem")) || File.Exists(At($"keys/{role}-{number}.pub.pem")))
        {
            number++;
        }

        var name = $"{role}-{number}";
        var made = newKeys.Make(this, role, name, keysMade);
        var keys = new Dictionary<string, KeySettings>(Settings.Keys.Where(key => !IsUnmadeOf(role, key.Key)), StringComparer.Ordinal) { [name] = made };
        var settings = new RoleSettings([name], 1, lifetime);
        Settings = TopLevelRoles.Contains(role)
            ? Settings with { Keys = keys, Roles = With(Settings.Roles, role, settings) }
            : Settings with { Keys = keys, Provinces = With(Settings.Provinces, CodeOf(role), settings) };
    }

    // A province's key that was added to the settings but never generated signs nothing and is harmless, unless used elsewhere too.
    private bool IsUnmadeOf(string role, string key) =>
        !TopLevelRoles.Contains(role)
        && Settings.Provinces.GetValueOrDefault(CodeOf(role))?.Keys.Contains(key) is true
        && IsUnmade(key)
        && Settings.Roles.Concat(Settings.Provinces).Count(named => named.Value.Keys.Contains(key)) == 1;

    private static Dictionary<string, RoleSettings> With(IReadOnlyDictionary<string, RoleSettings> roles, string name, RoleSettings settings) =>
        new(roles, StringComparer.Ordinal) { [name] = settings };
}
