using System.Data.Common;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage.Migrations;

namespace Kiosk.Collector.Storage;

/// <summary>What differs between the engines. All other statements are the same text for both.</summary>
internal interface IDatabase : IAsyncDisposable
{
    /// <summary>The steps of this engine's schema.</summary>
    IReadOnlyList<Migration> Migrations { get; }

    /// <summary>Lets one migration run at a time, until its transaction ends.</summary>
    string MigrationLock { get; }

    /// <summary>Appended to a SELECT whose row nobody else may change until the transaction ends.</summary>
    string RowLock { get; }

    Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction that may write.</summary>
    Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Inserts frames by the engine's fastest way.</summary>
    Task InsertAsync(DbTransaction transaction, string terminal, IReadOnlyList<VerifiedFrame> frames, CancellationToken cancellationToken);

    /// <summary>Holds the database for the one process that serves it, until disposed or until that process or its machine ends.</summary>
    /// <returns>Null if another process holds it.</returns>
    Task<IDisposable?> TryHoldAsync(CancellationToken cancellationToken);
}
