using System.Text;
using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal.Upload;

/// <summary>What the terminal keeps about its uploads, in <c>upload</c> in the data folder: the cursor and the newest receipt, which covers all earlier ones. If the folder is removed, the collector is asked.</summary>
internal sealed class UploadFolder(string folder, IDurableFiles files)
{
    private const int MaxCursorLength = 1024 * 1024;
    private const int MaxReceiptLength = 65_536;

    private string CursorFile => Path.Combine(folder, "cursor.json");

    /// <summary>The newest receipt.</summary>
    public string ReceiptFile => Path.Combine(folder, "newest" + UploadReceipt.Ending);

    /// <returns>The start if there is none, or none that can be used: the collector's first answer puts it right.</returns>
    public UploadCursor ReadCursor()
    {
        try
        {
            return Read(CursorFile, MaxCursorLength) is { } json && JsonSerializer.Deserialize(json, UploadCursorJson.Default.UploadCursor) is { Next: > 0 } cursor
                && cursor.Next > cursor.Contiguous && (!cursor.IsLive || cursor.LiveThrough + 1 >= cursor.LiveFrom) ? cursor : UploadCursor.Start;
        }
        catch (JsonException)
        {
            return UploadCursor.Start;
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(UploadCursor cursor) => Replace(CursorFile, JsonSerializer.SerializeToUtf8Bytes(cursor, UploadCursorJson.Default.UploadCursor));

    /// <returns>Null if there is none, or none that can be read. Its signatures are not verified.</returns>
    public UploadReceipt? ReadReceipt()
    {
        try
        {
            return Read(ReceiptFile, MaxReceiptLength) is { } text ? UploadReceipt.Parse(Encoding.UTF8.GetString(text)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Keeps a verified receipt unless one over more records of the same journal is kept.</summary>
    /// <param name="key">That the journal is signed with; another key's receipt is of a journal that this one replaced. Null if unknown.</param>
    /// <returns>Whether it is kept now.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public bool Keep(UploadReceipt receipt, NoteKey? key)
    {
        if (ReadReceipt() is { } kept && kept.Content.Size >= receipt.Content.Size && (key is null || kept.Note.IsSignedBy(key)))
        {
            return false;
        }

        Replace(ReceiptFile, Encoding.UTF8.GetBytes(receipt.ToString()));
        return true;
    }

    private void Replace(string path, byte[] content)
    {
        DurableFolder.Create(folder, files);
        files.Replace(path, content);
    }

    private static byte[]? Read(string path, int maxLength)
    {
        try
        {
            return RegularFile.Read(path, maxLength);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
