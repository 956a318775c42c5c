using System.Security.Cryptography;

namespace Kiosk.Feed.Metadata;

/// <summary>A file's hashes by algorithm. Unknown algorithms are preserved but prove nothing.</summary>
/// <param name="ByAlgorithm">Lower-case hexadecimal, by TUF algorithm name.</param>
public sealed record FileHashes(IReadOnlyDictionary<string, string> ByAlgorithm)
{
    public const string Sha256 = "sha256";

    private static readonly Dictionary<string, HashAlgorithmName> Algorithms = new(StringComparer.Ordinal)
    {
        [Sha256] = HashAlgorithmName.SHA256,
        ["sha384"] = HashAlgorithmName.SHA384,
        ["sha512"] = HashAlgorithmName.SHA512,
    };

    /// <summary>The hash used in file names: SHA-256 if stated, else the first.</summary>
    public string Prefix => ByAlgorithm.GetValueOrDefault(Sha256) ?? ByAlgorithm.First().Value;

    public static FileHashes Sha256Of(ReadOnlySpan<byte> content) => OfSha256(SHA256.HashData(content));

    /// <param name="hash">32 bytes.</param>
    public static FileHashes OfSha256(ReadOnlySpan<byte> hash) =>
        new(new Dictionary<string, string>(StringComparer.Ordinal) { [Sha256] = Convert.ToHexStringLower(hash) });

    /// <summary>Whether at least one algorithm is known and every known one matches.</summary>
    public bool Match(ReadOnlySpan<byte> content)
    {
        using var computation = new HashComputation(this);
        computation.Append(content);
        return computation.Matches();
    }

    /// <summary>Starts the same check for content that arrives in pieces.</summary>
    public HashComputation Begin() => new(this);

    /// <summary>Hashes content incrementally with every known algorithm stated.</summary>
    public sealed class HashComputation : IDisposable
    {
        private readonly List<(IncrementalHash Hash, string Expected)> running = [];

        internal HashComputation(FileHashes expected) =>
            running.AddRange(
                from stated in expected.ByAlgorithm
                where Algorithms.ContainsKey(stated.Key)
                select (IncrementalHash.CreateHash(Algorithms[stated.Key]), stated.Value));

        public void Append(ReadOnlySpan<byte> content)
        {
            foreach (var (hash, _) in running)
            {
                hash.AppendData(content);
            }
        }

        /// <summary>Whether the content appended so far matches; resets the computation.</summary>
        public bool Matches()
        {
            var all = running.Count > 0;
            foreach (var (hash, expected) in running)
            {
                all &= Convert.ToHexStringLower(hash.GetHashAndReset()) == expected;
            }

            return all;
        }

        public void Dispose() => running.ForEach(each => each.Hash.Dispose());
    }
}
