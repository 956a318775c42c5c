using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Feed.Metadata;

/// <summary>One delegation: the role, its keys and the target paths it is trusted for.</summary>
/// <param name="IsTerminating">Whether the search for a path in scope stops after this role, found or not.</param>
/// <param name="Scope">The paths.</param>
public sealed record DelegatedRole(string Name, RoleKeys Keys, bool IsTerminating, DelegationScope Scope)
{
    public bool IsTrustedFor(string targetPath) => Scope.Contains(targetPath);
}

/// <summary>The target paths of a delegation.</summary>
public abstract record DelegationScope
{
    private DelegationScope()
    {
    }

    public abstract bool Contains(string targetPath);

    /// <summary>Paths that match one of the patterns.</summary>
    public sealed record Paths(IReadOnlyList<PathPattern> Patterns) : DelegationScope
    {
        public static Paths Of(params IEnumerable<string> patterns) => new([.. patterns.Select(pattern => new PathPattern(pattern))]);

        public override bool Contains(string targetPath) => Patterns.Any(pattern => pattern.Matches(targetPath));
    }

    /// <summary>Paths whose SHA-256, in lower-case hexadecimal, begins with one of the prefixes.</summary>
    public sealed record HashPrefixes(IReadOnlyList<string> Prefixes) : DelegationScope
    {
        public override bool Contains(string targetPath)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(targetPath)));
            return Prefixes.Any(prefix => hash.StartsWith(prefix, StringComparison.Ordinal));
        }
    }

    /// <summary>Paths whose SHA-256 begins with this number in its leading bits.</summary>
    /// <param name="BitLength">The number of leading bits, 1 to 32.</param>
    public sealed record Bin(int BitLength, uint Number) : DelegationScope
    {
        public override bool Contains(string targetPath) => NumberOf(targetPath, BitLength) == Number;

        internal static uint NumberOf(string targetPath, int bitLength) =>
            BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(targetPath))) >> (32 - bitLength);
    }
}
