namespace Kiosk.Verification.Profiles;

/// <summary>One algorithm, curve or size that counts, and from when until when it does: a profile that is signed today can say when it ends.</summary>
/// <param name="NotBefore">The first second; null for always.</param>
/// <param name="NotAfter">The last second; null for ever.</param>
internal readonly record struct Allowance<T>(T Value, DateTimeOffset? NotBefore = null, DateTimeOffset? NotAfter = null)
    where T : struct
{
    public bool HoldsAt(DateTimeOffset second) => !(second < NotBefore) && !(second > NotAfter);

    /// <summary>Without bounds.</summary>
    public static implicit operator Allowance<T>(T value) => new(value);
}
