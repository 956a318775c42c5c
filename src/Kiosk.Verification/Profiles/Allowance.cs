namespace Kiosk.Verification.Profiles;

/// <summary>An allowed algorithm, curve or size, optionally for a limited period, so that a profile signed today can phase it out.</summary>
/// <param name="NotBefore">The first second; null for no limit.</param>
/// <param name="NotAfter">The last second; null for no limit.</param>
internal readonly record struct Allowance<T>(T Value, DateTimeOffset? NotBefore = null, DateTimeOffset? NotAfter = null)
    where T : struct
{
    public bool HoldsAt(DateTimeOffset second) => !(second < NotBefore) && !(second > NotAfter);

    /// <summary>Without bounds.</summary>
    public static implicit operator Allowance<T>(T value) => new(value);
}
