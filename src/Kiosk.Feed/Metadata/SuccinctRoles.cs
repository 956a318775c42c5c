using System.Globalization;

namespace Kiosk.Feed.Metadata;

/// <summary>2^<paramref name="BitLength"/> roles with the same keys, each trusted for the paths whose SHA-256 begins with its number (TAP 15).</summary>
/// <param name="BitLength">1 to 32.</param>
/// <param name="NamePrefix">A role's name is this prefix, a hyphen and its number in hexadecimal.</param>
public sealed record SuccinctRoles(RoleKeys Keys, int BitLength, string NamePrefix)
{
    private int DigitCount => (BitLength + 3) / 4;

    public DelegatedRole RoleFor(string targetPath) => Role(DelegationScope.Bin.NumberOf(targetPath, BitLength));

    /// <returns>Null if the name is not that of one of these roles.</returns>
    public DelegatedRole? Find(string role)
    {
        var start = NamePrefix.Length + 1;
        return role.Length == start + DigitCount
            && uint.TryParse(role.AsSpan(start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            && (ulong)number < 1UL << BitLength
            && Role(number) is var found && found.Name == role
                ? found
                : null;
    }

    private DelegatedRole Role(uint number)
    {
        var digits = number.ToString("x" + DigitCount.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return new($"{NamePrefix}-{digits}", Keys, IsTerminating: true, new DelegationScope.Bin(BitLength, number));
    }
}
