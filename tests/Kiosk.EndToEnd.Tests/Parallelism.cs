// These tests mostly wait for programs: three at a time keep two processors busy.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
