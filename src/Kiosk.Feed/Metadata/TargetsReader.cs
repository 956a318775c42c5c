namespace Kiosk.Feed.Metadata;

/// <summary>Reads targets metadata, top-level and delegated.</summary>
internal static class TargetsReader
{
    private const int MaxRoleCount = 4096;
    private const int MaxPathLength = 4096;

    public static TargetsMetadata Read(JsonFields signed, long version, DateTimeOffset expires)
    {
        var targets = signed.Object("targets");
        return new(
            version,
            expires,
            targets.Members().ToDictionary(member => PathOf(member.Name), member => ReadFile(new(member.Value, targets.At(member.Name))), StringComparer.Ordinal),
            signed.OptionalObject("delegations") is { } delegations ? ReadDelegations(delegations) : null);
    }

    private static string PathOf(string name) =>
        name.Length is > 0 and <= MaxPathLength ? name : throw new MetadataFormatException($"A target path has 1 to {MaxPathLength} characters, not {name.Length}.");

    private static TargetFile ReadFile(JsonFields file) =>
        new(file.Integer("length", 0), SnapshotReader.ReadHashes(file.Object("hashes")), file.OptionalObject("custom")?.Element.Clone());

    private static Delegations ReadDelegations(JsonFields delegations)
    {
        if (delegations.Has("roles") == delegations.Has("succinct_roles"))
        {
            throw new MetadataFormatException($"The object {delegations.Path} has either roles or succinct_roles.");
        }

        var keys = RootReader.ReadKeys(delegations.Object("keys"));
        return delegations.OptionalObject("succinct_roles") is { } succinct ? new(keys, [], ReadSuccinct(succinct)) : new(keys, ReadRoles(delegations));
    }

    private static SuccinctRoles ReadSuccinct(JsonFields fields)
    {
        var bitLength = fields.Integer("bit_length", 1);
        var prefix = fields.Text("name_prefix");
        return bitLength <= 32 && RoleName.IsDelegable(prefix + "-00000000")
            ? new(RootReader.ReadRole(fields), (int)bitLength, prefix)
            : throw new MetadataFormatException($"The object {fields.Path} must have 1 to 32 bits and a prefix that is short enough for a file name.");
    }

    private static List<DelegatedRole> ReadRoles(JsonFields delegations)
    {
        var entries = delegations.Array("roles");
        if (entries.Length > MaxRoleCount)
        {
            throw new MetadataFormatException($"The object {delegations.Path} has at most {MaxRoleCount} roles, not {entries.Length}.");
        }

        var roles = entries.Select(entry => ReadRole(new(entry, $"an entry of {delegations.At("roles")}"))).ToList();
        return roles.Select(role => role.Name).Distinct(StringComparer.Ordinal).Count() == roles.Count
            ? roles
            : throw new MetadataFormatException($"The object {delegations.Path} names a role twice.");
    }

    private static DelegatedRole ReadRole(JsonFields fields)
    {
        var name = fields.Text("name");
        return RoleName.IsDelegable(name)
            ? new(name, RootReader.ReadRole(fields), fields.Boolean("terminating"), ReadScope(fields))
            : throw new MetadataFormatException($"The member {fields.At("name")}, \"{name}\", cannot be the name of a delegated role.");
    }

    private static DelegationScope ReadScope(JsonFields fields) => (fields.Has("paths"), fields.Has("path_hash_prefixes")) switch
    {
        (true, false) => DelegationScope.Paths.Of(fields.Texts("paths")),
        (false, true) => new DelegationScope.HashPrefixes(fields.Texts("path_hash_prefixes")),
        _ => throw new MetadataFormatException($"The object {fields.Path} has either paths or path_hash_prefixes."),
    };
}
