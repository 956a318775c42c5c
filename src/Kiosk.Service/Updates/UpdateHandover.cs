using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Durability;
using Kiosk.Service.Sync;

namespace Kiosk.Service.Updates;

/// <summary>Hands a fetched update over to the system, and asks for the restart. The service may do neither itself: units of the image watch for its files and do it as root, RAUC checks the signature.</summary>
/// <param name="runtime">The service's runtime directory, empty after each start of the machine.</param>
/// <param name="installed">Written by the system once the other slot holds the update.</param>
/// <param name="running">The root hash of the file system that was started: what runs is not installed again.</param>
/// <param name="memory">Survives a restart: which update was tried how often, so that one which does not work is not tried for ever.</param>
internal sealed class UpdateHandover(string runtime, string installed, string running, string memory, IDurableFiles files)
{
    private const int MaxTries = 2;
    private const int MaxMemory = 4096;

    private readonly string install = Path.Combine(runtime, "update-install");
    private readonly string restart = Path.Combine(runtime, "update-restart");
    private bool isHandedOver;

    /// <summary>Whether the system has installed an update that a restart starts.</summary>
    public bool IsInstalled => File.Exists(installed);

    /// <returns>Whether it was handed over now: not twice since the start, and not again once it was tried in vain.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public bool Offer(FetchedUpdate update)
    {
        var tried = Tried();
        var tries = tried.RootHash == update.RootHash ? tried.Tries : 0;
        if (isHandedOver || IsInstalled || tries >= MaxTries || update.RootHash == running)
        {
            return false;
        }

        files.Replace(memory, JsonSerializer.SerializeToUtf8Bytes(new TriedUpdate(update.RootHash, tries + 1), TriedUpdateJson.Default.TriedUpdate));
        Write(install, update.File);
        isHandedOver = true;
        return true;
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void AskForRestart() => Write(restart, "");

    private TriedUpdate Tried()
    {
        try
        {
            return File.Exists(memory) ? JsonSerializer.Deserialize(RegularFile.Read(memory, MaxMemory), TriedUpdateJson.Default.TriedUpdate) ?? TriedUpdate.None : TriedUpdate.None;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return TriedUpdate.None;
        }
    }

    // Whole at once: the system looks as soon as the name is there.
    private static void Write(string path, string content)
    {
        var beside = path + ".new";
        using (var file = PlainFile.CreateOrOpen(beside))
        {
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(content));
        }

        File.Move(beside, path, overwrite: true);
    }
}

/// <param name="RootHash">Of the update that was handed over last.</param>
internal sealed record TriedUpdate(string RootHash, int Tries)
{
    public static TriedUpdate None { get; } = new("", 0);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TriedUpdate))]
internal sealed partial class TriedUpdateJson : JsonSerializerContext;
