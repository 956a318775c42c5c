using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Profiles;
using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>The national targets of a feed: the trust data for all cards.</summary>
internal static class TrustFiles
{
    private const int MaxFileLength = 4 * 1024 * 1024;

    /// <summary>The targets that this version supports, revocation first. Others are for later versions.</summary>
    public static IReadOnlyList<(string Path, TargetFile File)> Known(TargetsMetadata targets) =>
        [.. targets.Targets.Where(target => Rank(target.Key) >= 0).OrderBy(target => Rank(target.Key)).ThenBy(target => target.Key, StringComparer.Ordinal).Select(target => (target.Key, target.Value))];

    /// <summary>Whether no card can be verified without it.</summary>
    public static bool IsNeeded(string path) => path is TargetPaths.Profile or TargetPaths.Registry;

    /// <summary>Whether it says nothing about cards, so that a new one makes no new generation.</summary>
    public static bool IsBeside(string path) => path is TargetPaths.Policy or TargetPaths.Releases;

    public static bool IsCrl(string path) => path.StartsWith(TargetPaths.Crls, StringComparison.Ordinal);

    /// <param name="files">Verified local files by target path, with their hashes.</param>
    /// <exception cref="TrustFilesException">A required file is missing, or a file is malformed.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static TrustContent Load(IReadOnlyDictionary<string, (string Path, string Hash)> files)
    {
        var profileJson = Read(files, TargetPaths.Profile);
        var catalogue = files.ContainsKey(TargetPaths.Procedures) ? Catalogue(Read(files, TargetPaths.Procedures)) : ProcedureCatalogue.Empty;
        var anchors = Certificates(files, TargetPaths.Anchors);
        return new(
            profileJson,
            Profile(profileJson),
            Registry(Read(files, TargetPaths.Registry)),
            catalogue,
            anchors.Count > 0 ? anchors : throw new TrustFilesException("The feed has no trust anchor."),
            Certificates(files, TargetPaths.Issuers),
            [.. Below(files, TargetPaths.Crls).Select(file => new NamedFile(file.Key, file.Value.Path))],
            files.ToDictionary(file => file.Key, file => file.Value.Hash, StringComparer.Ordinal));
    }

    private static int Rank(string path) => path switch
    {
        _ when IsBelow(path, TargetPaths.Crls, TargetPaths.CrlEnding) => 0,
        TargetPaths.Policy or TargetPaths.Releases => 1,
        TargetPaths.Profile or TargetPaths.Registry or TargetPaths.Procedures => 2,
        _ when IsBelow(path, TargetPaths.Anchors, TargetPaths.CertificateEnding) || IsBelow(path, TargetPaths.Issuers, TargetPaths.CertificateEnding) => 3,
        _ => -1,
    };

    private static bool IsBelow(string path, string folder, string ending) =>
        path.StartsWith(folder, StringComparison.Ordinal)
        && path.EndsWith(ending, StringComparison.Ordinal)
        && path.Length > folder.Length + ending.Length
        && path.Length <= TargetPaths.MaxLength
        && path.AsSpan(folder.Length).IndexOf('/') < 0;

    private static IEnumerable<KeyValuePair<string, (string Path, string Hash)>> Below(IReadOnlyDictionary<string, (string Path, string Hash)> files, string folder) =>
        files.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal);

    private static byte[] Read(IReadOnlyDictionary<string, (string Path, string Hash)> files, string target) =>
        files.TryGetValue(target, out var file) ? ReadFile(file.Path, target) : throw new TrustFilesException($"The feed has no {target}.");

    private static byte[] ReadFile(string path, string target) =>
        new FileInfo(path).Length <= MaxFileLength ? RegularFile.Read(path, MaxFileLength) : throw new TrustFilesException($"{target} is longer than {MaxFileLength} bytes.");

    private static List<Certificate> Certificates(IReadOnlyDictionary<string, (string Path, string Hash)> files, string folder)
    {
        var certificates = new List<Certificate>();
        foreach (var (target, file) in Below(files, folder))
        {
            try
            {
                certificates.Add(Certificate.Parse(ReadFile(file.Path, target)));
            }
            catch (CertificateException e)
            {
                throw new TrustFilesException($"{target} is not a certificate that can be used: {e.Message}", e);
            }
        }

        return certificates;
    }

    private static CardProfile Profile(byte[] json)
    {
        try
        {
            return CardProfile.Parse(json, TargetPaths.Profile);
        }
        catch (CardProfileException e)
        {
            throw new TrustFilesException(e.Message, e);
        }
    }

    private static ProcedureCatalogue Catalogue(byte[] json)
    {
        try
        {
            var catalogue = JsonSerializer.Deserialize(json, RecordJson.Procedures) ?? ProcedureCatalogue.Empty;
            ProcedureRules.Check(catalogue);
            return catalogue;
        }
        catch (JsonException e)
        {
            throw new TrustFilesException($"{TargetPaths.Procedures} cannot be used: {JsonMistake.In(json, e)}", e);
        }
        catch (RecordException e)
        {
            throw new TrustFilesException($"{TargetPaths.Procedures} cannot be used: {e.Message}", e);
        }
    }

    private static byte[] Registry(byte[] der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.RawDataMemory.Span.SequenceEqual(der) ? der : throw new TrustFilesException($"{TargetPaths.Registry} holds more than one certificate.");
        }
        catch (CryptographicException e)
        {
            throw new TrustFilesException($"{TargetPaths.Registry} is not a certificate.", e);
        }
    }
}

/// <summary>The national targets cannot be used. The message is one sentence.</summary>
internal sealed class TrustFilesException(string message, Exception? innerException = null) : Exception(message, innerException);
