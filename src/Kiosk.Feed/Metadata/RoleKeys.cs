namespace Kiosk.Feed.Metadata;

/// <summary>The keys that may sign for a role, and how many must (TUF 1.0, 4.3). A threshold above the number of keys can never be met.</summary>
/// <param name="Threshold">From 1.</param>
public sealed record RoleKeys(IReadOnlyList<string> KeyIds, int Threshold);

/// <summary>A role's key ids and threshold with the keys of its delegator.</summary>
/// <param name="Keys">By key id; may be incomplete.</param>
public sealed record Signatories(RoleKeys Role, IReadOnlyDictionary<string, TufKey> Keys);
