namespace Kiosk.Feed.Metadata;

/// <summary>Whose signatures a role needs, and how many (TUF 1.0, 4.3). The threshold may exceed the number of keys: then nothing ever verifies.</summary>
/// <param name="Threshold">From 1.</param>
public sealed record RoleKeys(IReadOnlyList<string> KeyIds, int Threshold);

/// <summary>A role's key ids and threshold together with the keys of whoever delegates to it.</summary>
/// <param name="Keys">By key id; may lack some.</param>
public sealed record Signatories(RoleKeys Role, IReadOnlyDictionary<string, TufKey> Keys);
