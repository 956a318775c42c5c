using System.Data.Common;
using System.Net.Sockets;
using Kiosk.Words;
using Microsoft.Data.Sqlite;

namespace Kiosk.Collector.Storage;

/// <summary>The database cannot be reached, refuses, or is full. Nothing was changed.</summary>
internal sealed class StorageException(Phrase sentence, Exception? cause = null) : SentenceException(sentence, cause)
{
    /// <summary>Runs work on the database; the engine's own exceptions become this one.</summary>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (SqliteException refused) when (SqliteRefusal.SentenceOf(refused) is { } sentence)
        {
            throw new StorageException(sentence, refused);
        }
        catch (IOException failure) when (failure is ISentence { Sentence: var sentence })
        {
            throw new StorageException(sentence, failure);
        }
        catch (Exception failure) when (failure is DbException or TimeoutException or SocketException or IOException or InvalidOperationException { Source: "Npgsql" })
        {
            throw new StorageException(
                Phrase.WithDetail("Cơ sở dữ liệu của máy chủ thu thập chưa dùng được", $"The collector's database cannot be used: {failure.Message}"), failure);
        }
    }
}
